package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.KeySeal;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.payload.ProofPayloads.KeyChanged;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedNote;
import io.tradepost.archive.proof.note.SigningKey;
import io.tradepost.archive.proof.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs now, in a file in which its secret half is sealed, and the row of keys before it, which the journal tells. A
 * new key is recorded, signed by itself and by the one before, ere it signs anything: so nobody without the old key can
 * slip a new one in.
 */
final class SigningKeys {
    private final SigningKeyFile file;
    private final SigningKeyFile next;
    private final Journal journal;
    private final Clock clock;
    private @Nullable SigningKey current;

    SigningKeys(Path folder, Journal journal, KeySeal seal, Clock clock) {
        this.file = new SigningKeyFile(folder.resolve("signing-key"), seal);
        this.next = new SigningKeyFile(folder.resolve("signing-key.next"), seal);
        this.journal = journal;
        this.clock = clock;
    }

    /** The key that signs now; made, and recorded, when there is none. */
    synchronized SigningKey current(String origin) {
        SigningKey key = current;
        if (key != null) {
            return key;
        }
        try {
            finishRotation();
            if (file.exists()) {
                key = file.read();
            } else {
                key = SigningKey.make(origin);
                file.write(key);
            }
            if (recorded(key.verifier()).isEmpty()) {
                record(key, Optional.empty());
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("the signing key cannot be used: " + e.getMessage(), e);
        }
        current = key;
        return key;
    }

    /** All keys up to the one that signs now, the first one first. */
    List<VerifierKey> all(String origin) {
        ArrayDeque<VerifierKey> keys = new ArrayDeque<>();
        Optional<VerifierKey> next = Optional.of(current(origin).verifier());
        while (next.isPresent() && !keys.contains(next.get())) {
            keys.addFirst(next.get());
            next = recorded(next.get())
                    .map(KeyChanged::previous)
                    .filter(text -> !text.isEmpty())
                    .map(SigningKeys::parse);
        }
        return List.copyOf(keys);
    }

    /** Makes a new key. What comes is signed by it; what was signed before stays good. */
    synchronized VerifierKey rotate(String origin) {
        SigningKey old = current(origin);
        SigningKey young = SigningKey.make(origin);
        try {
            next.write(young);
            record(young, Optional.of(old));
            finishRotation();
        } catch (IOException e) {
            throw ArchiveException.temporary("the signing key cannot be changed: " + e.getMessage(), e);
        }
        current = young;
        return young.verifier();
    }

    /** What is signed to vouch for a key. */
    static String voucher(String journal, String key) {
        return "tradepost signing key\n" + journal + "\n" + key + "\n";
    }

    /** A rotation that a crash interrupted is done if the journal knows the new key, and forgotten if it does not. */
    private void finishRotation() throws IOException {
        if (!next.exists()) {
            return;
        }
        if (recorded(next.read().verifier()).isPresent()) {
            next.become(file);
        } else {
            next.delete();
        }
    }

    private void record(SigningKey key, Optional<SigningKey> previous) {
        String text = voucher(journal.id().toString(), key.verifier().text());
        SignedNote note =
                previous.isPresent() ? SignedNote.sign(text, key, previous.get()) : SignedNote.sign(text, key);
        String before = previous.map(old -> old.verifier().text()).orElse("");
        journal.append(ProofPayloads.key(new KeyChanged(
                clock.instant(), key.verifier().text(), before, new String(note.bytes(), StandardCharsets.UTF_8))));
    }

    private Optional<KeyChanged> recorded(VerifierKey key) {
        return journal.find(ProofPayloads.keyFingerprint(key.text()), record -> says(record, key))
                .flatMap(record -> ProofPayloads.keyChange(record.sequence(), record.meta()));
    }

    private static boolean says(StoredRecord record, VerifierKey key) {
        return ProofPayloads.keyChange(record.sequence(), record.meta())
                .filter(change -> change.key().equals(key.text()))
                .isPresent();
    }

    private static VerifierKey parse(String text) {
        try {
            return VerifierKey.parse(text);
        } catch (NoteException e) {
            throw ArchiveException.permanent("the journal speaks of a key that is none", e);
        }
    }
}
