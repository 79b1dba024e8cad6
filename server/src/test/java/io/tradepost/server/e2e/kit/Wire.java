package io.tradepost.server.e2e.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How bytes go over SMTP (RFC 5321 sections 2.3.8 and 4.5.2), kept apart from any mail library. */
public final class Wire {
    private Wire() {}

    /**
     * The content as DATA must carry it: every bare CR or LF made a CRLF, and the last line ended. A file on disk is not
     * SMTP content; this is.
     */
    public static byte[] content(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + file.length / 32 + 2);
        for (int i = 0; i < file.length; i++) {
            byte one = file[i];
            if (one == '\r' || one == '\n') {
                out.write('\r');
                out.write('\n');
                if (one == '\r' && i + 1 < file.length && file[i + 1] == '\n') {
                    i++;
                }
            } else {
                out.write(one);
            }
        }
        boolean ended = file.length > 0 && (file[file.length - 1] == '\n' || file[file.length - 1] == '\r');
        if (!ended) {
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** Text as content, in UTF-8. */
    public static byte[] content(String text) {
        return content(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A dot before every line that begins with one, and the line that ends the data. */
    static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
        boolean lineBegins = true;
        for (byte one : content) {
            if (lineBegins && one == '.') {
                out.write('.');
            }
            out.write(one);
            lineBegins = one == '\n';
        }
        out.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** SHA-256 as the API writes it. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
