package io.tradepost.archive;

/**
 * The root of every failure of this room. Whoever calls must know whether to try again, so each one says.
 */
public class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be said of trying again. */
    private enum Lasting {
        TEMPORARY,
        PERMANENT,
        DISPOSED
    }

    private final Lasting lasting;

    /** A refusal, which trying again cannot mend. */
    ArchiveException(String message, Throwable cause) {
        this(Lasting.PERMANENT, message, cause);
    }

    private ArchiveException(Lasting lasting, String message, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** A failure that trying again later can mend: disk full, database away. */
    public static ArchiveException temporary(String message, Throwable cause) {
        return new ArchiveException(Lasting.TEMPORARY, message, cause);
    }

    /** A failure that trying again cannot mend: a damaged record, a wrong argument. */
    public static ArchiveException permanent(String message, Throwable cause) {
        return new ArchiveException(Lasting.PERMANENT, message, cause);
    }

    /** See {@link #permanent(String, Throwable)}. */
    public static ArchiveException permanent(String message) {
        return new ArchiveException(Lasting.PERMANENT, message, new IllegalStateException(message));
    }

    /** Whether trying again later may succeed. */
    public boolean isTemporary() {
        return lasting == Lasting.TEMPORARY;
    }

    /** A permanent failure: the content was disposed of, and its key with it, on purpose. */
    public static ArchiveException disposed(String message) {
        return new ArchiveException(Lasting.DISPOSED, message, new IllegalStateException(message));
    }

    /** Whether what was asked for was disposed of on purpose. */
    public boolean isDisposed() {
        return lasting == Lasting.DISPOSED;
    }
}
