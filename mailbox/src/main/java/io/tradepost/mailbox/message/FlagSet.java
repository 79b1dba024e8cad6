package io.tradepost.mailbox.message;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.mail.Flags;

/**
 * Flags as the tables hold them.
 *
 * @param bits     of the system flags, RFC 3501 section 2.3.2
 * @param keywords in order, a line break between two; no keyword holds one (RFC 3501 section 9, {@code atom})
 */
record FlagSet(int bits, String keywords) {
    static final int ANSWERED = 1;
    static final int DELETED = 2;
    static final int DRAFT = 4;
    static final int FLAGGED = 8;
    static final int RECENT = 16;
    static final int SEEN = 32;
    private static final int ALL = 63;
    private static final int LONGEST = 8_000;
    private static final String BETWEEN = "\n";

    /** Of James's flags; refuses keywords that don't fit into the row. */
    static FlagSet of(Flags flags) {
        int bits = 0;
        for (Flags.Flag flag : flags.getSystemFlags()) {
            bits |= bit(flag);
        }
        String[] user = flags.getUserFlags();
        if (user.length == 0) {
            return new FlagSet(bits, "");
        }
        Set<String> sorted = new TreeSet<>(Arrays.asList(user));
        String keywords = String.join(BETWEEN, sorted);
        if (keywords.length() > LONGEST) {
            throw new IllegalArgumentException("the message has too many keywords: " + sorted.size());
        }
        return new FlagSet(bits, keywords);
    }

    /** As James wants them; a new object each time, since callers change it. */
    Flags toFlags() {
        Flags flags = new Flags();
        addIf(flags, ANSWERED, Flags.Flag.ANSWERED);
        addIf(flags, DELETED, Flags.Flag.DELETED);
        addIf(flags, DRAFT, Flags.Flag.DRAFT);
        addIf(flags, FLAGGED, Flags.Flag.FLAGGED);
        addIf(flags, RECENT, Flags.Flag.RECENT);
        addIf(flags, SEEN, Flags.Flag.SEEN);
        keywordList().forEach(flags::add);
        return flags;
    }

    boolean has(int bit) {
        return (bits & bit) != 0;
    }

    FlagSet with(int bit) {
        return new FlagSet(bits | bit, keywords);
    }

    List<String> keywordList() {
        return keywords.isEmpty() ? List.of() : List.of(keywords.split(BETWEEN, -1));
    }

    /** Every value of the bits in which this one is set (or not), as a list for SQL. An index finds them all. */
    static String valuesWith(int bit, boolean set) {
        return IntStream.rangeClosed(0, ALL)
                .filter(bits -> ((bits & bit) != 0) == set)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "(", ")"));
    }

    private void addIf(Flags flags, int bit, Flags.Flag flag) {
        if (has(bit)) {
            flags.add(flag);
        }
    }

    private static int bit(Flags.Flag flag) {
        if (flag == Flags.Flag.ANSWERED) {
            return ANSWERED;
        }
        if (flag == Flags.Flag.DELETED) {
            return DELETED;
        }
        if (flag == Flags.Flag.DRAFT) {
            return DRAFT;
        }
        if (flag == Flags.Flag.FLAGGED) {
            return FLAGGED;
        }
        if (flag == Flags.Flag.RECENT) {
            return RECENT;
        }
        return flag == Flags.Flag.SEEN ? SEEN : 0;
    }
}
