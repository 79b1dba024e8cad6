package io.tradepost.domain;

import java.io.Serial;

/**
 * The root of every failure of this room. Mail must know whether to try again (4xx) or to give up (5xx), so each failure
 * says which.
 */
public class DomainAdminException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    protected DomainAdminException(boolean temporary, String message) {
        super(message);
        this.temporary = temporary;
    }

    protected DomainAdminException(boolean temporary, String message, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** A failure that trying again cannot mend, with the failure beneath it. */
    public static DomainAdminException permanent(String message, Throwable cause) {
        return new DomainAdminException(false, message, cause);
    }

    /** Whether trying again later may succeed. */
    public boolean isTemporary() {
        return temporary;
    }
}
