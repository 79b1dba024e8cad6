package io.tradepost.archive.mime;

import io.tradepost.archive.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/** The files that a message carries, with the hashes of their decoded bytes, which are never in memory as a whole. */
public final class AttachmentHashes {
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    private AttachmentHashes() {}

    /**
     * A file.
     *
     * @param name   decoded; empty if it has none
     * @param type   MIME type, lower case
     * @param size   decoded bytes
     * @param sha256 of the decoded bytes, lower-case hexadecimal
     */
    public record Hashed(String name, String type, long size, String sha256) {}

    /** What could be found; a message that breaks off gives the files before that. */
    public static List<Hashed> of(Content content) throws IOException {
        List<Hashed> found = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(content.open(), 1 << 16)) {
            walk(in, found);
        } catch (MimeException | RuntimeException | StackOverflowError e) {
            if (e instanceof io.tradepost.archive.ArchiveException ours) {
                throw ours;
            }
            // Whatever strange mail does to the parser, what was found until then stands.
            org.slf4j.LoggerFactory.getLogger(AttachmentHashes.class).debug("a message ends early", e);
        }
        return found;
    }

    private static void walk(InputStream in, List<Hashed> found) throws IOException, MimeException {
        PartBudget budget = new PartBudget((name, type, bytes) -> Fingerprint.of(bytes));
        MessageHeaders headers = new MessageHeaders(budget);
        MimeTokenStream stream = new MimeTokenStream(CONFIG);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(in);
        int parts = 0;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_START_BODYPART) {
                headers = new MessageHeaders(budget);
            } else if (state == EntityState.T_FIELD) {
                add(headers, stream.getField());
            } else if (state == EntityState.T_BODY) {
                if (++parts > PartBudget.MOST_PARTS) {
                    return;
                }
                body(stream, headers, found);
            }
        }
    }

    private static void add(MessageHeaders headers, Field field) {
        ByteSequence raw = field.getRaw();
        if (raw != null) {
            byte[] bytes = raw.toByteArray();
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            int from = Math.min(colon + 1, bytes.length);
            headers.add(field.getName(), java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    private static void body(MimeTokenStream stream, MessageHeaders headers, List<Hashed> found) throws IOException {
        HeaderParameters disposition = headers.parameters("content-disposition");
        String given = disposition.get("filename");
        String name = given.isEmpty() ? headers.parameters("content-type").get("name") : given;
        if (name.isEmpty() && !disposition.value().equals("attachment")) {
            return;
        }
        MessageDigest digest = sha256();
        long size = 0;
        byte[] chunk = new byte[1 << 16];
        InputStream in = stream.getDecodedInputStream();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            digest.update(chunk, 0, n);
            size += n;
        }
        String type = stream.getBodyDescriptor().getMimeType();
        found.add(new Hashed(
                CleanText.shortened(CleanText.line(name), 500),
                CleanText.shortened(CleanText.line(type == null ? "" : type.toLowerCase(Locale.ROOT)), 100),
                size,
                HexFormat.of().formatHex(digest.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
