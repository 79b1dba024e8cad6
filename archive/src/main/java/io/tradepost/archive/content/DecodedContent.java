package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.CheckedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import javax.crypto.SecretKey;

/**
 * A content as it was received, made anew from its stored form each time it is opened. Its end is reached only when the
 * bytes are those that were received.
 *
 * @param stored   as it stands in the journal
 * @param size     bytes as received
 * @param sha256   of the bytes as received
 * @param keys     finds keys by slot; none when it was destroyed
 * @param parts    the decoded contents that a reference of the prefix stands for
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record DecodedContent(
        Content stored, long size, byte[] sha256, LongFunction<Optional<SecretKey>> keys, Function<Long, Content> parts)
        implements Content {
    private static final int BUFFER = 8 << 10;

    @Override
    public InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(stored.open(), BUFFER);
        try {
            StoredPrefix prefix = StoredPrefix.read(in);
            SecretKey key = keys.apply(prefix.slot())
                    .orElseThrow(() -> ArchiveException.disposed("this content was disposed of: its key is destroyed"));
            InputStream body = new ChunkInput(in, prefix, key);
            List<Content> needed = prefix.references().stream().map(parts).toList();
            InputStream whole = switch (prefix.form()) {
                case PLAIN -> body;
                case SKELETON -> new SkeletonInput(body, needed);
            };
            return new CheckedInput(whole, size, sha256, "the content");
        } catch (IOException | RuntimeException e) {
            try (in) {
                throw e;
            }
        }
    }
}
