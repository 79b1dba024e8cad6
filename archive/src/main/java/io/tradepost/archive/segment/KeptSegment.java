package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.KeptSegments;
import io.tradepost.archive.journal.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A segment that is in a store, as its note says.
 *
 * @param journal which journal it is of
 * @param name    the segment's file name
 * @param bytes   in it
 * @param sha256  of it, lower-case hexadecimal
 * @param format  how its records are laid out
 * @param place   the store
 * @param version by which the store tells this copy from one that somebody puts over it; empty where there are none
 * @param until   before this nobody can delete it; {@link Instant#EPOCH} where the store can't promise that
 */
public record KeptSegment(
        UUID journal,
        String name,
        long bytes,
        String sha256,
        RecordFormat format,
        String place,
        String version,
        Instant until) {
    private static final int CHUNK = 1 << 20;
    /** Where a segment's header has its format version and its journal. */
    private static final int VERSION_AT = 8;

    private static final int JOURNAL_AT = 16;
    private static final int HEADER = 64;

    /** What there is to say of a segment file before it is kept. */
    static KeptSegment of(Path file) {
        MessageDigest digest = Digests.sha256();
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        byte[] header = new byte[HEADER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
                if (bytes == 0) {
                    System.arraycopy(chunk, 0, header, 0, Math.min(n, HEADER));
                }
                digest.update(chunk, 0, n);
                bytes += n;
            }
        } catch (IOException e) {
            throw ArchiveException.temporary(file + " cannot be read: " + e.getMessage(), e);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        return new KeptSegment(
                new UUID(fields.getLong(JOURNAL_AT), fields.getLong(JOURNAL_AT + Long.BYTES)),
                String.valueOf(file.getFileName()),
                bytes,
                HexFormat.of().formatHex(digest.digest()),
                RecordFormat.of(Short.toUnsignedInt(fields.getShort(VERSION_AT)))
                        .orElse(RecordFormat.NEWEST),
                "",
                "",
                Instant.EPOCH);
    }

    KeptSegment in(String store, String storeVersion, Instant heldUntil) {
        return new KeptSegment(journal, name, bytes, sha256, format, store, storeVersion, heldUntil);
    }

    /** Where the note of a segment file stands. */
    static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + KeptSegments.NOTE);
    }

    /** Writes the note; durable when this returns. */
    void write(Path note, JournalFiles files) throws IOException {
        List<String> lines = List.of(
                "journal " + journal,
                "name " + name,
                "bytes " + bytes,
                "sha256 " + sha256,
                "format " + format.version(),
                "place " + place,
                "version " + version,
                "until " + until);
        Path temporary = note.resolveSibling(note.getFileName() + ".tmp");
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            out.sync(true);
        }
        files.rename(temporary, note);
        files.syncFolder(note.toAbsolutePath().resolve("..").normalize());
    }

    static KeptSegment read(Path note) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line : Files.readAllLines(note, StandardCharsets.UTF_8)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                fields.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        try {
            return new KeptSegment(
                    UUID.fromString(fields.getOrDefault("journal", "")),
                    fields.getOrDefault("name", ""),
                    Long.parseLong(fields.getOrDefault("bytes", "")),
                    fields.getOrDefault("sha256", ""),
                    RecordFormat.of(Integer.parseInt(fields.getOrDefault("format", "")))
                            .orElseThrow(() -> damaged(note)),
                    fields.getOrDefault("place", ""),
                    fields.getOrDefault("version", ""),
                    Instant.parse(fields.getOrDefault("until", "")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(note);
        }
    }

    private static ArchiveException damaged(Path note) {
        return ArchiveException.permanent(note + " is damaged: it does not say where the segment is");
    }
}
