package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches master keys from where they are. Never says what they are. */
final class MasterKeyReader {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyReader.class);
    private static final int MOST_BYTES = 4096;
    private static final long COMMAND_SECONDS = 30;

    private final JournalFiles files;
    private final SecureRandom random;

    MasterKeyReader(JournalFiles files, SecureRandom random) {
        this.files = files;
        this.random = random;
    }

    /** The key; empty if there is none in that place, a failure if there is something else. */
    Optional<MasterKey> read(MasterKeySource source) {
        return switch (source) {
            case MasterKeySource.InFile in -> ofFile(in.file());
            case MasterKeySource.InEnvironment in ->
                Optional.ofNullable(System.getenv(in.variable())).map(text -> parse(text, in.place()));
            case MasterKeySource.FromCommand from -> Optional.of(parse(output(from), from.place()));
        };
    }

    Optional<MasterKey> ofFile(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            return Optional.of(parse(text, "the file " + file));
        } catch (IOException e) {
            throw ArchiveException.temporary("the master key in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Makes a new key in a file that only its owner may read; durable when it returns. */
    MasterKey make(Path file) {
        byte[] bytes = new byte[MasterKey.BYTES];
        random.nextBytes(bytes);
        MasterKey made = new MasterKey(bytes);
        Path folder = file.toAbsolutePath().resolve("..").normalize();
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(folder);
            try (JournalFiles.Output out = files.create(temporary)) {
                if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    // Before anything is in it.
                    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
                }
                out.write(ByteBuffer.wrap((made.text() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
                out.sync(true);
            }
            files.rename(temporary, file);
            try {
                files.syncFolder(folder);
            } catch (IOException e) {
                // The next start would take it for durable.
                files.delete(file);
                throw e;
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("no master key can be written to " + file + ": " + e.getMessage(), e);
        }
        return made;
    }

    private static MasterKey parse(String text, String place) {
        String stripped = text.strip();
        byte[] bytes;
        try {
            bytes = stripped.length() == 2 * MasterKey.BYTES
                    ? HexFormat.of().parseHex(stripped.toLowerCase(Locale.ROOT))
                    : Base64.getDecoder().decode(stripped);
        } catch (IllegalArgumentException e) {
            // Not the cause: its message quotes the key.
            throw wrong(place);
        }
        if (bytes.length != MasterKey.BYTES) {
            throw wrong(place);
        }
        return new MasterKey(bytes);
    }

    private static ArchiveException wrong(String place) {
        return ArchiveException.permanent(
                place + " gives no master key: that is 32 bytes, as 64 hexadecimal digits or in Base64");
    }

    private static String output(MasterKeySource.FromCommand source) {
        try {
            Process process = new ProcessBuilder(source.command())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread deadline = Thread.ofVirtual().start(() -> endLate(process));
            String text;
            try (InputStream out = process.getInputStream()) {
                text = new String(out.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            }
            int exit = process.waitFor();
            deadline.interrupt();
            if (exit != 0) {
                throw ArchiveException.temporary(
                        source.place() + " gave no master key: it ended with " + exit,
                        new IllegalStateException("exit " + exit));
            }
            return text;
        } catch (IOException e) {
            throw ArchiveException.temporary(source.place() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArchiveException.temporary("interrupted while waiting for the master key", e);
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            LOG.debug("the command ended in time", e);
        }
    }
}
