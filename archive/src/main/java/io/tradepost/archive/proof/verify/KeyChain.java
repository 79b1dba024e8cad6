package io.tradepost.archive.proof.verify;

import io.tradepost.archive.payload.ProofPayloads.KeyChanged;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedNote;
import io.tradepost.archive.proof.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The signing keys that the journal's records speak of, each vouched for by the one before. */
final class KeyChain {
    private final UUID journal;
    private final List<VerifierKey> keys = new ArrayList<>();

    KeyChain(UUID journal) {
        this.journal = journal;
    }

    /** Takes up a key; {@link NoteException} when nobody who may has vouched for it. It counts for nothing then. */
    void add(KeyChanged change) throws NoteException {
        VerifierKey key = VerifierKey.parse(change.key());
        SignedNote note = SignedNote.parse(change.note().getBytes(StandardCharsets.UTF_8));
        boolean follows = keys.isEmpty()
                ? change.previous().isEmpty()
                : change.previous().equals(keys.getLast().text());
        if (!follows || !note.text().equals("tradepost signing key\n" + journal + "\n" + key.text() + "\n")) {
            throw new NoteException("a signing key comes from nowhere");
        }
        List<VerifierKey> needed = new ArrayList<>(List.of(key));
        if (!keys.isEmpty()) {
            needed.add(keys.getLast());
        }
        Set<VerifierKey> signers = note.signers(needed);
        if (!signers.containsAll(needed)) {
            throw new NoteException("nobody vouches for a signing key");
        }
        keys.add(key);
    }

    List<VerifierKey> keys() {
        return List.copyOf(keys);
    }

    /** Whether two rows of keys can belong to one journal: one is the beginning of the other. */
    boolean agrees(List<VerifierKey> others) {
        int common = Math.min(keys.size(), others.size());
        return keys.subList(0, common).equals(others.subList(0, common));
    }
}
