package io.tradepost.trade;

import java.time.Instant;

/**
 * Names a snapshot in a stored decision, so that it can be told later what was known.
 *
 * @param content  hash of all rows, 16 hexadecimal digits: equal rows, equal content
 * @param loadedAt when the rows were read
 */
public record SnapshotId(String content, Instant loadedAt) {

    /** For example {@code 3f09a2c4d5e6f708@2026-11-23T08:00:00Z}. */
    @Override
    public String toString() {
        return content + '@' + loadedAt;
    }
}
