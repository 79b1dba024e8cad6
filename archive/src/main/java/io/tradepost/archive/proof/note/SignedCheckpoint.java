package io.tradepost.archive.proof.note;

import java.util.Collection;

/**
 * A checkpoint as a note.
 *
 * @param checkpoint what it says
 * @param note       the same as it was signed
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    /** Signs a checkpoint. */
    public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
        return new SignedCheckpoint(checkpoint, SignedNote.sign(checkpoint.text(), key));
    }

    /** Reads a checkpoint; says nothing of whether it is signed rightly. */
    public static SignedCheckpoint parse(byte[] bytes) throws NoteException {
        SignedNote note = SignedNote.parse(bytes);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /** The number of records that it speaks of. */
    public long size() {
        return checkpoint.size();
    }

    /** The note as it is written. */
    public byte[] bytes() {
        return note.bytes();
    }

    /** {@link NoteException} unless one of these keys, under the name of the origin, has signed it and none wrongly. */
    public void check(Collection<VerifierKey> known) throws NoteException {
        boolean signed = note.signers(known).stream().anyMatch(key -> key.name().equals(checkpoint.origin()));
        if (!signed) {
            throw new NoteException("the checkpoint of " + size() + " records is signed by no key of this journal");
        }
    }
}
