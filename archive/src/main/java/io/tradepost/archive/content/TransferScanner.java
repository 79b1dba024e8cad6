package io.tradepost.archive.content;

import io.tradepost.archive.journal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a message once, hashes it, and finds what is Base64 in it: characters of that alphabet from the first line behind
 * an empty one on, in lines of one length.
 *
 * <p>It does not look at MIME headers or boundaries. So it needs no parser that a hostile message could confuse, nesting
 * costs nothing, attachments of attached messages are found as well, and memory stays small whatever the message holds. A
 * region that turns out to be something else later on is ended at the last whole group of four characters; what is behind
 * is kept as it stands. Whether the rebuild is exact is checked elsewhere.
 */
final class TransferScanner {
    /** From so many decoded bytes on a record of its own costs less than it can save. */
    static final int SHARED_FROM = 4 << 10;
    /** From so many decoded bytes on decoding saves anything. */
    static final int DECODED_FROM = 48;
    /** Regions of one message that are looked for; a hostile one can hold any number. */
    static final int MOST_REGIONS = 4096;

    private static final int CHUNK = 64 << 10;
    private static final int BUFFER = 3 * 8192;
    private static final byte[] VALUES = new byte[256];
    private static final byte PAD = -2;
    private static final byte NONE = -1;

    static {
        Arrays.fill(VALUES, NONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        VALUES['='] = PAD;
    }

    /**
     * What was found.
     *
     * @param length  bytes of the message
     * @param sha256  of the message
     * @param regions in order
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    record Found(long length, byte[] sha256, List<EncodedRegion> regions) {}

    private final List<EncodedRegion> regions = new ArrayList<>();
    private final MessageDigest decodedDigest = Digests.sha256();
    private final byte[] buffer = new byte[BUFFER];

    // Outside of a region: what the line so far is.
    private boolean lineEmpty;
    private boolean afterEmpty;

    // Inside.
    private boolean inside;
    private long start;
    private long end;
    private int lineLength;
    private LineEnd lineEnd = LineEnd.CRLF;
    private int column;
    private boolean carriageReturn;
    private int group;
    private int groupSize;
    private int padding;
    private int buffered;
    private long decoded;

    static Found scan(InputStream message) throws IOException {
        return new TransferScanner().run(message);
    }

    private Found run(InputStream message) throws IOException {
        MessageDigest whole = Digests.sha256();
        byte[] chunk = new byte[CHUNK];
        long offset = 0;
        for (int n = message.read(chunk); n >= 0; n = message.read(chunk)) {
            whole.update(chunk, 0, n);
            for (int i = 0; i < n; i++) {
                step(chunk[i], offset + i);
            }
            offset += n;
        }
        if (inside) {
            close();
        }
        return new Found(offset, whole.digest(), List.copyOf(regions));
    }

    private void step(byte one, long at) {
        if (inside) {
            if (goesOn(one, at)) {
                return;
            }
            boolean ended = one == '\n' && column == 0;
            close();
            afterEmpty = ended;
            lineEmpty = one == '\n';
            return;
        }
        if (one == '\n') {
            afterEmpty = lineEmpty;
            lineEmpty = true;
        } else if (one != '\r') {
            if (lineEmpty && afterEmpty && VALUES[one & 0xff] >= 0 && regions.size() < MOST_REGIONS) {
                begin(at);
                goesOn(one, at);
            }
            lineEmpty = false;
        }
    }

    private void begin(long at) {
        inside = true;
        start = at;
        end = at;
        lineLength = 0;
        column = 0;
        carriageReturn = false;
        group = 0;
        groupSize = 0;
        padding = 0;
        buffered = 0;
        decoded = 0;
    }

    /** Takes a byte into the region; whether it can be of it. */
    private boolean goesOn(byte one, long at) {
        byte value = VALUES[one & 0xff];
        if (value == NONE) {
            return lineBreak(one);
        }
        if (carriageReturn || (lineLength > 0 && column == lineLength)) {
            return false;
        }
        if (value == PAD) {
            return pad(at);
        }
        if (padding > 0) {
            return false;
        }
        group = (group << 6) | value;
        column++;
        if (++groupSize == 4) {
            put(group >> 16);
            put(group >> 8);
            put(group);
            endGroup(at);
        }
        return true;
    }

    private boolean lineBreak(byte one) {
        if (one == '\r' && !carriageReturn) {
            carriageReturn = true;
            return true;
        }
        boolean ended = padding > 0 && groupSize == 0;
        if (one != '\n' || column == 0 || ended) {
            return false;
        }
        LineEnd found = carriageReturn ? LineEnd.CRLF : LineEnd.LF;
        if (lineLength == 0) {
            lineLength = column;
            lineEnd = found;
        } else if (column != lineLength || found != lineEnd) {
            return false;
        }
        column = 0;
        carriageReturn = false;
        return true;
    }

    /** One or two characters of padding end the region; unused bits before them must be 0, or they would be lost. */
    private boolean pad(long at) {
        if (groupSize < 2) {
            return false;
        }
        padding++;
        column++;
        if (groupSize + padding < 4) {
            return true;
        }
        int unused = padding == 2 ? group & 0xf : group & 0x3;
        if (unused == 0) {
            put(padding == 2 ? group >> 4 : group >> 10);
            if (padding == 1) {
                put(group >> 2);
            }
            endGroup(at);
        }
        return unused == 0;
    }

    private void put(int value) {
        if (buffered == BUFFER) {
            decodedDigest.update(buffer, 0, buffered);
            buffered = 0;
        }
        buffer[buffered++] = (byte) value;
        decoded++;
    }

    private void endGroup(long at) {
        end = at + 1;
        group = 0;
        groupSize = 0;
    }

    private void close() {
        inside = false;
        if (decoded >= DECODED_FROM) {
            byte[] sha256 = new byte[0];
            if (decoded >= SHARED_FROM) {
                decodedDigest.update(buffer, 0, buffered);
                sha256 = decodedDigest.digest();
            }
            long lines = lineLength == 0 ? 0 : lineLength;
            boolean broken = lines > 0 && end - start > lines;
            EncodedRegion.Layout layout = new EncodedRegion.Layout(broken ? lineLength : 0, lineEnd);
            regions.add(new EncodedRegion(start, end - start, layout, decoded, sha256));
        }
        decodedDigest.reset();
    }
}
