package io.tradepost.archive.search;

import io.tradepost.archive.QueryException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where a page ended. It also keeps how far the journal reached when the first page was made: later pages leave out what
 * came since, so that nothing moves while somebody turns pages.
 *
 * @param time     of the last message shown, milliseconds since 1970
 * @param sequence of the last message shown
 * @param horizon  first sequence that is left out
 */
record PageCursor(long time, long sequence, long horizon) {
    private static final byte VERSION = 1;

    /** Letters and digits that belong to this query only. */
    String encode(String query) {
        ByteBuffer bytes = ByteBuffer.allocate(29)
                .put(VERSION)
                .putLong(time)
                .putLong(sequence)
                .putLong(horizon)
                .putInt(checksum(query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static PageCursor decode(String cursor, String query) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            byte version = bytes.get();
            PageCursor decoded = new PageCursor(bytes.getLong(), bytes.getLong(), bytes.getLong());
            if (version == VERSION && bytes.getInt() == checksum(query)) {
                return decoded;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw wrong(query, e);
        }
        throw wrong(query, new IllegalArgumentException("of another query"));
    }

    private static QueryException wrong(String query, Exception cause) {
        QueryException wrong = new QueryException(
                query, 0, "the cursor is not one that this query gave; ask for the first page again");
        wrong.initCause(cause);
        return wrong;
    }

    private static int checksum(String query) {
        CRC32C crc = new CRC32C();
        crc.update(query.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
