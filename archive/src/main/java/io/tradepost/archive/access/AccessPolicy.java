package io.tradepost.archive.access;

import java.time.Duration;
import java.util.List;

/**
 * What reading other people's mail takes.
 *
 * @param purposeRequired whether officers and operators must say what for
 * @param purposes        the purposes there are; details may follow behind a colon
 * @param privateFor      how long an approval to read one private message may be used
 */
public record AccessPolicy(boolean purposeRequired, List<String> purposes, Duration privateFor) {
    public AccessPolicy {
        purposes = List.copyOf(purposes);
    }

    /** Purposes are recorded where they are given, and not demanded. */
    public static AccessPolicy usual() {
        return new AccessPolicy(
                false,
                List.of("audit", "investigation", "dispute", "customs", "handover", "support"),
                Duration.ofHours(8));
    }
}
