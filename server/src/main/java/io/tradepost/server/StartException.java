package io.tradepost.server;

import java.net.BindException;

/** The server can't start; the message says why and what to do. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }

    public StartException(String message) {
        super(message);
    }

    /** Finds the reason that a person can act on among the causes of a failed start. */
    static StartException explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new StartException(
                        "a port is taken by another program or may not be opened by this user: " + cause.getMessage(),
                        failure);
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new StartException("the mail server can't start: " + reason, failure);
    }
}
