package io.tradepost.archive.proof.note;

/** Bytes that are no note, no checkpoint or no key, or a note that no trusted key has signed. */
public final class NoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what it is not. */
    public NoteException(String message) {
        super(message);
    }

    /** Says what it is not, and who found out. */
    public NoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
