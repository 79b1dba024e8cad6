package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.payload.ProofPayloads.KeyChanged;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedNote;
import io.tradepost.archive.proof.note.SigningKey;
import io.tradepost.archive.proof.note.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs now, in a file that only its owner may read, and the row of keys before it, which the journal tells. A
 * new key is recorded, signed by itself and by the one before, ere it signs anything: so nobody without the old key can
 * slip a new one in.
 */
final class SigningKeys {
    private final Path file;
    private final Journal journal;
    private final Clock clock;
    private @Nullable SigningKey current;

    SigningKeys(Path folder, Journal journal, Clock clock) {
        this.file = folder.resolve("signing-key");
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
            if (Files.exists(file)) {
                key = read(file);
            } else {
                key = SigningKey.make(origin);
                write(file, key);
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
            write(next(), young);
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
        if (!Files.exists(next())) {
            return;
        }
        if (recorded(read(next()).verifier()).isPresent()) {
            Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } else {
            Files.delete(next());
        }
    }

    private Path next() {
        return file.resolveSibling("signing-key.next");
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

    private static SigningKey read(Path path) throws IOException {
        try {
            return SigningKey.parse(Files.readString(path));
        } catch (NoteException e) {
            throw ArchiveException.permanent("the signing key in " + path + " is damaged", e);
        }
    }

    private void write(Path path, SigningKey key) throws IOException {
        Files.createDirectories(path.resolveSibling(".").normalize());
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel out = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(key.secretText().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    private void syncFolder() throws IOException {
        new io.tradepost.archive.journal.DiskFiles()
                .syncFolder(file.resolveSibling(".").normalize());
    }

    /** Mode 0600 from the first moment on. */
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
