package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;

/**
 * What a message says of its place in a thread, with Message-IDs as numbers made of their hashes: they are only ever compared.
 *
 * @param own     its Message-ID; 0 if it has none
 * @param parents whom it refers to, the farthest ancestor first (RFC 5256 section 3, step 1)
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared or changed.
record ThreadLinks(long own, long[] parents) {
    static final String FIELD = "links";

    /** Of a message that says nothing. */
    static final ThreadLinks NONE = new ThreadLinks(0, new long[0]);

    /** Of more ancestors than these the nearest are kept. */
    private static final int MOST_PARENTS = 100;

    private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");

    /** Those of a message. */
    static ThreadLinks of(MailText text) {
        List<Long> own = ids(text, "Message-ID");
        List<Long> parents = ids(text, "References");
        if (parents.isEmpty()) {
            // RFC 5256 section 3: of In-Reply-To the first valid one.
            List<Long> answered = ids(text, "In-Reply-To");
            parents = answered.subList(0, Math.min(1, answered.size()));
        }
        List<Long> nearest = parents.subList(Math.max(0, parents.size() - MOST_PARENTS), parents.size());
        return new ThreadLinks(
                own.isEmpty() ? 0 : own.getFirst(),
                nearest.stream().mapToLong(Long::longValue).toArray());
    }

    /** As it stands in the index. */
    BytesRef bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (1 + parents.length));
        bytes.putLong(own);
        Arrays.stream(parents).forEach(bytes::putLong);
        return new BytesRef(bytes.array());
    }

    /** Read from the index. */
    static ThreadLinks read(BytesRef value) {
        ByteBuffer bytes = ByteBuffer.wrap(value.bytes, value.offset, value.length);
        long own = bytes.getLong();
        long[] parents = new long[bytes.remaining() / Long.BYTES];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = bytes.getLong();
        }
        return new ThreadLinks(own, parents);
    }

    private static List<Long> ids(MailText text, String header) {
        List<Long> ids = new ArrayList<>();
        text.fields().stream()
                .filter(line -> line.name().equalsIgnoreCase(header))
                .findFirst()
                .ifPresent(line -> {
                    Matcher matcher = ID.matcher(line.value());
                    while (matcher.find()) {
                        ids.add(hash(matcher.group(1)));
                    }
                });
        return ids;
    }

    private static long hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(digest).getLong();
            return number == 0 ? 1 : number;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
