package io.tradepost.server.james.queue;

/** The queues, or a folder where mail is kept, could not be read or changed. Temporary: nothing was lost by it. */
public final class MailQueuesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailQueuesException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
