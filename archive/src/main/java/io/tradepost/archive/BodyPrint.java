package io.tradepost.archive;

import io.tradepost.archive.journal.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A message told by its body: everything behind the first empty line (RFC 5322 section 2.1). Servers on the way change the
 * header and not the body, so that two messages with one body may be one message.
 *
 * @param length octets of the body; 0 also for a message without an empty line
 * @param sha256 of the body, lower-case hexadecimal
 */
public record BodyPrint(long length, String sha256) {
    private static final int CHUNK = 64 << 10;

    /**
     * A message in two parts.
     *
     * @param header the octets up to the body, the empty line among them; none when they are more than asked for
     * @param body   what follows
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    public record Halves(byte[] header, BodyPrint body) {
        /** Octets of the whole message; too few when there were more header octets than asked for. */
        public long size() {
            return header.length + body.length();
        }
    }

    /**
     * Reads a message once.
     *
     * @param mostHeader header octets to hold at most; of a message with more, neither half is told
     */
    public static Halves of(Content message, int mostHeader) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream(2048);
        MessageDigest digest = Digests.sha256();
        long length = 0;
        boolean inBody = false;
        int lineLength = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = message.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                int at = 0;
                while (at < n && !inBody) {
                    byte one = chunk[at++];
                    header.write(one);
                    inBody = one == '\n' && lineLength == 0;
                    lineLength = one == '\n' ? 0 : one == '\r' && lineLength == 0 ? 0 : lineLength + 1;
                }
                if (header.size() > mostHeader) {
                    return new Halves(new byte[0], new BodyPrint(0, ""));
                }
                digest.update(chunk, at, n - at);
                length += n - at;
            }
        }
        return new Halves(
                header.toByteArray(), new BodyPrint(length, HexFormat.of().formatHex(digest.digest())));
    }
}
