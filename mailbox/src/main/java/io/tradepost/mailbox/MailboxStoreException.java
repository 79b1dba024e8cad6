package io.tradepost.mailbox;

/**
 * The root of every failure of this room that is not one of James's. Whoever calls must know whether to try again, so each
 * one says.
 */
public final class MailboxStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    private MailboxStoreException(boolean temporary, String message, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** A failure that trying again later can mend: disk full, database away. */
    public static MailboxStoreException temporary(String message, Throwable cause) {
        return new MailboxStoreException(true, message, cause);
    }

    /** A failure that trying again cannot mend: damage, a wrong argument. */
    public static MailboxStoreException permanent(String message, Throwable cause) {
        return new MailboxStoreException(false, message, cause);
    }

    /** See {@link #permanent(String, Throwable)}. */
    public static MailboxStoreException permanent(String message) {
        return permanent(message, new IllegalStateException(message));
    }

    /** Whether trying again later may succeed. */
    public boolean isTemporary() {
        return temporary;
    }
}
