package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.keys.KeySeal;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SigningKey;
import io.tradepost.archive.proof.note.VerifierKey;
import java.io.IOException;
import java.io.RandomAccessFile;
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
import java.util.Base64;
import java.util.Set;

/**
 * A file with a signing key: the verifier key, then {@code sealed} and the secret half as {@link KeySeal} seals it. Versions
 * before had the secret half there in clear; such a file is replaced when it is read, and what it held is overwritten.
 *
 * @param path readable by its owner alone
 */
record SigningKeyFile(Path path, KeySeal seal) {
    private static final String SEALED = "sealed ";

    boolean exists() {
        return Files.exists(path);
    }

    /** The key. A permanent {@link ArchiveException} when the file is damaged, or its key is missing. */
    SigningKey read() throws IOException {
        String[] lines = Files.readString(path).strip().split("\n", 2);
        try {
            if (lines.length == 2) {
                VerifierKey verifier = VerifierKey.parse(lines[0]);
                String secret = lines[1].strip();
                if (secret.startsWith(SEALED)) {
                    return SigningKey.of(verifier, seal.open(secret.substring(SEALED.length()), purpose(verifier)));
                }
                SigningKey key = SigningKey.of(verifier, Base64.getDecoder().decode(secret));
                replaceClear(key);
                return key;
            }
        } catch (NoteException | IllegalArgumentException e) {
            // Not the cause: its message may quote the secret.
            throw damaged();
        }
        throw damaged();
    }

    /** Writes the key; durable when this returns. */
    void write(SigningKey key) throws IOException {
        String text = key.verifier().text() + "\n" + SEALED + seal.seal(key.pkcs8(), purpose(key.verifier())) + "\n";
        Files.createDirectories(folder());
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel out = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** Puts this file in place of another. */
    void become(SigningKeyFile other) throws IOException {
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    void delete() throws IOException {
        Files.delete(path);
    }

    /** The clear file is overwritten only once the sealed one stands in its place: a crash leaves one of the two, whole. */
    private void replaceClear(SigningKey key) throws IOException {
        try (RandomAccessFile old = new RandomAccessFile(path.toFile(), "rwd")) {
            write(key);
            old.write(new byte[(int) old.length()]);
        }
    }

    private static String purpose(VerifierKey verifier) {
        return "the signing key " + verifier.text();
    }

    private ArchiveException damaged() {
        return ArchiveException.permanent("the signing key in " + path + " is damaged");
    }

    private void syncFolder() throws IOException {
        new DiskFiles().syncFolder(folder());
    }

    private Path folder() {
        return path.resolveSibling(".").normalize();
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
