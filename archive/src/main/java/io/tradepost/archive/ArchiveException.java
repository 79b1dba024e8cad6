package io.tradepost.archive;

/**
 * The root of every failure of this room. Whoever calls must know whether to try again, so each one says.
 */
public class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    private ArchiveException(boolean temporary, String message, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** A failure that trying again later can mend: disk full, database away. */
    public static ArchiveException temporary(String message, Throwable cause) {
        return new ArchiveException(true, message, cause);
    }

    /** A failure that trying again cannot mend: a damaged record, a wrong argument. */
    public static ArchiveException permanent(String message, Throwable cause) {
        return new ArchiveException(false, message, cause);
    }

    /** See {@link #permanent(String, Throwable)}. */
    public static ArchiveException permanent(String message) {
        return new ArchiveException(false, message, new IllegalStateException(message));
    }

    /** Whether trying again later may succeed. */
    public boolean isTemporary() {
        return temporary;
    }
}
