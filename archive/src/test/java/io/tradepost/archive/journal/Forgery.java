package io.tradepost.archive.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody can do who may write every file of a journal and knows its format: takes the records apart and puts others
 * together, with every checksum, hash and number right.
 */
public final class Forgery {
    private final Path folder;
    private final UUID journal;
    private final List<List<Piece>> segments = new ArrayList<>();

    /** A record taken out of its segment. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Piece(RecordHeader header, byte[] meta, byte[] content) {
        /** The same with other metadata. */
        public Piece withMeta(byte[] other) {
            return new Piece(header, other, content);
        }

        /** The same with other content. */
        public Piece withContent(byte[] other) {
            return new Piece(header, meta, other);
        }
    }

    /** A record's bytes in its segment: from, to. */
    public record Place(Path segment, long from, long to, long sequence) {}

    private Forgery(Path folder, UUID journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** Takes a journal apart. */
    public static Forgery of(Path folder) throws IOException {
        String id = Files.readString(folder.resolve("JOURNAL")).strip();
        Forgery forgery = new Forgery(folder, UUID.fromString(id.substring(id.lastIndexOf(' ') + 1)));
        for (Path file : JournalOpening.segmentFiles(folder)) {
            List<Piece> pieces = new ArrayList<>();
            byte[] bytes = Files.readAllBytes(file);
            for (SegmentScanner.Whole whole : forgery.scan(file)) {
                RecordHeader header = whole.header();
                int from = (int) (whole.offset() + header.format().headerLength() + header.metaLength());
                int to = (int) (whole.offset() + header.totalLength());
                pieces.add(new Piece(header, whole.meta(), java.util.Arrays.copyOfRange(bytes, from, to)));
            }
            forgery.segments.add(pieces);
        }
        return forgery;
    }

    /** Where each record stands. */
    public static List<Place> places(Path folder) throws IOException {
        Forgery forgery = of(folder);
        List<Place> places = new ArrayList<>();
        for (Path file : JournalOpening.segmentFiles(folder)) {
            for (SegmentScanner.Whole whole : forgery.scan(file)) {
                places.add(new Place(
                        file,
                        whole.offset(),
                        whole.offset() + whole.header().totalLength(),
                        whole.header().sequence()));
            }
        }
        return places;
    }

    /** The segments' records; to be changed. */
    public List<List<Piece>> segments() {
        return segments;
    }

    /** Puts the journal together again, numbered from 0 on, and throws away what is derived. */
    public void write() throws IOException {
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (!file.endsWith("JOURNAL")) {
                    Files.delete(file);
                }
            }
        }
        long sequence = 0;
        for (List<Piece> pieces : segments) {
            if (pieces.isEmpty()) {
                continue;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new SegmentHeader(
                            RecordFormat.NEWEST,
                            journal,
                            sequence,
                            pieces.getFirst().header().micros())
                    .encode());
            Path file = folder.resolve(SegmentHeader.fileName(sequence));
            for (Piece piece : pieces) {
                out.writeBytes(encode(piece, sequence++));
            }
            Files.write(file, out.toByteArray());
        }
    }

    private byte[] encode(Piece piece, long sequence) {
        RecordHeader old = piece.header();
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(piece.content());
        byte[] sha = Digests.sha256().digest(piece.content());
        RecordHeader header = new RecordHeader(
                RecordFormat.NEWEST,
                old.kind(),
                old.payloadVersion(),
                old.flags(),
                piece.meta().length,
                old.encoded() ? old.contentLength() : piece.content().length,
                old.encoded() ? old.contentSha256() : sha,
                new RecordHeader.Stored(piece.content().length, sha, (int) crc.getValue()),
                sequence,
                old.micros(),
                old.fingerprint(),
                0,
                new byte[Digests.LENGTH]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(RecordHeader.encode(journal, header, piece.meta()));
        out.writeBytes(piece.meta());
        out.writeBytes(piece.content());
        return out.toByteArray();
    }

    private List<SegmentScanner.Whole> scan(Path file) throws IOException {
        List<SegmentScanner.Whole> wholes = new ArrayList<>();
        long first = SegmentHeader.firstSequenceOf(file).orElseThrow();
        try (SegmentScanner scanner = new SegmentScanner(
                new FileSource(file),
                journal,
                SegmentHeader.LENGTH,
                Long.MAX_VALUE,
                first - 1,
                SegmentScanner.Depth.HASH)) {
            for (Optional<SegmentScanner.Found> found = scanner.next(); found.isPresent(); found = scanner.next()) {
                if (found.get() instanceof SegmentScanner.Whole whole) {
                    wholes.add(whole);
                }
            }
        }
        return wholes;
    }
}
