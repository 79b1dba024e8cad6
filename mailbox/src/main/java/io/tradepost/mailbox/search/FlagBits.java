package io.tradepost.mailbox.search;

import java.util.List;
import java.util.Map;
import javax.mail.Flags;

/** System flags as bits. {@code \Recent} is not among them: it is a session's, not the message's (RFC 3501 section 2.3.2). */
final class FlagBits {
    private static final Map<Flags.Flag, Integer> BITS = Map.of(
            Flags.Flag.ANSWERED, 1,
            Flags.Flag.DELETED, 2,
            Flags.Flag.DRAFT, 4,
            Flags.Flag.FLAGGED, 8,
            Flags.Flag.SEEN, 16);

    private FlagBits() {}

    static int of(Flags flags) {
        int bits = 0;
        for (Flags.Flag flag : flags.getSystemFlags()) {
            bits |= of(flag);
        }
        return bits;
    }

    /** The bit of a flag; 0 for one that is none of the message's. */
    static int of(Flags.Flag flag) {
        return BITS.getOrDefault(flag, 0);
    }

    static List<String> keywords(Flags flags) {
        return List.of(flags.getUserFlags());
    }

    /** James's flags of these. */
    static Flags flags(int bits, List<String> keywords) {
        Flags flags = new Flags();
        BITS.forEach((flag, bit) -> {
            if ((bits & bit) != 0) {
                flags.add(flag);
            }
        });
        keywords.forEach(flags::add);
        return flags;
    }
}
