package io.tradepost.bench.hammer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** UIDs as IMAP writes them (sequence-set in RFC 9051 section 9), in the order in which they stand there. */
final class UidSet {
    /** A set that names more is no answer to anything that is asked here. */
    private static final long MOST = 1_000_000;

    private UidSet() {}

    static String of(List<Long> uids) {
        return uids.stream().map(uid -> Long.toString(uid)).collect(Collectors.joining(","));
    }

    /**
     * The UIDs of a set.
     *
     * @throws NumberFormatException when it is none
     */
    static List<Long> parse(String set) {
        List<Long> uids = new ArrayList<>();
        for (String part : set.split(",", -1)) {
            String[] ends = part.split(":", -1);
            long from = Long.parseLong(ends[0]);
            long to = Long.parseLong(ends[ends.length - 1]);
            if (Math.abs(to - from) > MOST) {
                throw new NumberFormatException("too many UIDs: " + part);
            }
            // RFC 9051: 4:2 is the same as 2:4; which comes first then is not said, so the lower does.
            for (long uid = Math.min(from, to); uid <= Math.max(from, to); uid++) {
                uids.add(uid);
            }
        }
        return uids;
    }
}
