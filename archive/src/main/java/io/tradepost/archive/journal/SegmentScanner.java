package io.tradepost.archive.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Walks the records of one segment from front to end and finds its way again behind damage.
 *
 * <p>Behind a bad place the next record is the next fixed part whose seeded checksum fits and whose sequence is higher than
 * the last seen. A copy of a record inside a message's content can't pass: what it copies was written before, so its
 * sequence is lower.
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
final class SegmentScanner implements Closeable {
    /** How closely content is looked at. */
    enum Depth {
        /** Checksums: finds what disks do. */
        CHECKSUM,
        /** Hashes too: finds what people do. */
        HASH
    }

    /** What stands next. */
    sealed interface Found {}

    /** A whole record. */
    record Whole(RecordHeader header, byte[] meta, long offset) implements Found {}

    /** Bytes that are no record, though one follows at {@code to}. */
    record Damaged(long from, long to, String why) implements Found {}

    /** Bytes up to the end that are no record, and none follows. */
    record Tail(long from, long to, String why) implements Found {}

    private sealed interface Attempt {}

    private record Good(RecordHeader header, byte[] meta) implements Attempt {}

    /** {@code resume} is where a search for the next record may begin. */
    private record Bad(String why, long resume) implements Attempt {}

    private static final int CHUNK = 256 << 10;

    private final SegmentSource.Reader file;
    private final UUID journal;
    private final RecordFormat format;
    private final long limit;
    private final Depth depth;
    private final byte[] window = new byte[CHUNK];
    private long windowStart;
    private int windowLength;
    private long position;
    private long lastSequence;

    /**
     * @param start        offset of the first record
     * @param limit        offset to stop at, at most the file's size
     * @param lastSequence sequence before the first record looked for
     */
    SegmentScanner(SegmentSource source, UUID journal, long start, long limit, long lastSequence, Depth depth)
            throws IOException {
        this.format = RecordFormat.of(source, journal);
        this.file = source.open();
        this.journal = journal;
        this.position = start;
        this.limit = Math.min(limit, source.size());
        this.lastSequence = lastSequence;
        this.depth = depth;
    }

    /** The next finding; empty at the end. */
    Optional<Found> next() throws IOException {
        if (position >= limit) {
            return Optional.empty();
        }
        long from = position;
        return Optional.of(
                switch (attempt(from)) {
                    case Good good -> {
                        position = from + good.header.totalLength();
                        lastSequence = good.header.sequence();
                        yield new Whole(good.header, good.meta, from);
                    }
                    case Bad bad -> {
                        position = search(bad.resume);
                        yield position < limit ? new Damaged(from, position, bad.why) : new Tail(from, limit, bad.why);
                    }
                });
    }

    /** How the segment's records are laid out. */
    RecordFormat format() {
        return format;
    }

    /** Bytes that were or will be looked at in all. */
    long limit() {
        return limit;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Attempt attempt(long offset) throws IOException {
        if (limit - offset < format.headerLength()) {
            return new Bad("a record's header is cut off", limit);
        }
        byte[] head = bytes(offset, format.headerLength());
        Optional<RecordHeader> decoded = RecordHeader.decode(format, journal, head);
        if (decoded.isEmpty()) {
            return new Bad("no record header, or a wrong checksum in it", offset + 1);
        }
        RecordHeader header = decoded.get();
        if (header.sequence() <= lastSequence) {
            return new Bad("sequence " + header.sequence() + " stands after " + lastSequence, offset + 1);
        }
        long end = offset + header.totalLength();
        if (end > limit) {
            return new Bad("record " + header.sequence() + " is cut off", offset + 1);
        }
        byte[] meta = bytes(offset + format.headerLength(), header.metaLength());
        if (!header.fits(meta)) {
            return new Bad("wrong checksum of the metadata of record " + header.sequence(), end);
        }
        if (depth == Depth.HASH && !RecordHeader.leafFits(format, head, meta)) {
            return new Bad("wrong leaf hash in record " + header.sequence(), end);
        }
        String content = contentProblem(
                header.sequence(), header.stored(), offset + format.headerLength() + header.metaLength());
        return content.isEmpty() ? new Good(header, meta) : new Bad(content, end);
    }

    private String contentProblem(long sequence, RecordHeader.Stored stored, long offset) throws IOException {
        CRC32C crc = new CRC32C();
        MessageDigest sha = Digests.sha256();
        long left = stored.length();
        long at = offset;
        while (left > 0) {
            fill(at);
            int from = (int) (at - windowStart);
            int n = (int) Math.min(left, windowLength - from);
            crc.update(window, from, n);
            if (depth == Depth.HASH) {
                sha.update(window, from, n);
            }
            at += n;
            left -= n;
        }
        if ((int) crc.getValue() != stored.crc()) {
            return "wrong checksum of the content of record " + sequence;
        }
        if (depth == Depth.HASH && !MessageDigest.isEqual(sha.digest(), stored.sha256())) {
            return "wrong SHA-256 of the content of record " + sequence;
        }
        return "";
    }

    /** Offset of the next plausible record at or behind {@code from}; the limit if there is none. */
    private long search(long from) throws IOException {
        long at = from;
        while (limit - at >= format.headerLength()) {
            fill(at);
            int i = (int) (at - windowStart);
            int end = windowLength - 3;
            while (i < end && !magicAt(i)) {
                i++;
            }
            at = windowStart + i;
            if (i < end) {
                if (plausible(at)) {
                    return at;
                }
                at++;
            } else if (windowStart + windowLength >= limit) {
                return limit;
            }
        }
        return limit;
    }

    private boolean plausible(long offset) throws IOException {
        if (limit - offset < format.headerLength()) {
            return false;
        }
        Optional<RecordHeader> header = RecordHeader.decode(format, journal, bytes(offset, format.headerLength()));
        return header.isPresent() && header.get().sequence() > lastSequence;
    }

    private boolean magicAt(int i) {
        return window[i] == 'T' && window[i + 1] == 'P' && window[i + 2] == 'R' && window[i + 3] == 'C';
    }

    private byte[] bytes(long offset, int length) throws IOException {
        byte[] out = new byte[length];
        int done = 0;
        while (done < length) {
            fill(offset + done);
            int from = (int) (offset + done - windowStart);
            int n = Math.min(length - done, windowLength - from);
            System.arraycopy(window, from, out, done, n);
            done += n;
        }
        return out;
    }

    /** Makes the window hold the byte at this offset, with at least three behind it unless the file ends. */
    private void fill(long offset) throws IOException {
        boolean held = offset >= windowStart && offset + 4 <= windowStart + windowLength;
        boolean atEnd = windowStart + windowLength >= limit;
        if (held || (atEnd && offset >= windowStart && offset < windowStart + windowLength)) {
            return;
        }
        int wanted = (int) Math.min(CHUNK, limit - offset);
        int done = 0;
        while (done < wanted) {
            int n = file.read(offset + done, window, done, wanted - done);
            if (n < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            done += n;
        }
        windowStart = offset;
        windowLength = done;
    }
}
