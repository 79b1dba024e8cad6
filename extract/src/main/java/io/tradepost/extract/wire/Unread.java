package io.tradepost.extract.wire;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a document, or something in it, could not be read. Each has a bit on the wire, which never changes. */
public enum Unread {
    /** It needs a password. */
    ENCRYPTED(1 << 0),
    /** It is not what it says it is, or damaged. */
    BROKEN(1 << 1),
    /** It is larger, deeper, or unpacks to more than is read; what comes first was read. */
    TOO_LARGE(1 << 2),
    /** Nobody here knows this kind of file. */
    UNSUPPORTED(1 << 3),
    /** Reading it took longer than is allowed. */
    TIMED_OUT(1 << 4),
    /** Reading it took more memory than is allowed. */
    OUT_OF_MEMORY(1 << 5),
    /** The reading program ended over it. */
    CRASHED(1 << 6),
    /** Pages without a single letter: most likely a scan. */
    NO_TEXT(1 << 7);

    private final int bit;

    Unread(int bit) {
        this.bit = bit;
    }

    /** For programs: {@code timed-out}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason with this {@link #word}. */
    public static Optional<Unread> of(String word) {
        for (Unread one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Its bit on the wire and on disk. */
    public int bit() {
        return bit;
    }

    static int bits(Set<Unread> reasons) {
        int bits = 0;
        for (Unread one : reasons) {
            bits |= one.bit;
        }
        return bits;
    }

    static Set<Unread> fromBits(int bits) throws WireException {
        if ((bits & ~bits(EnumSet.allOf(Unread.class))) != 0) {
            throw new WireException("unknown reasons " + Integer.toHexString(bits));
        }
        EnumSet<Unread> reasons = EnumSet.noneOf(Unread.class);
        for (Unread one : values()) {
            if ((bits & one.bit) != 0) {
                reasons.add(one);
            }
        }
        return reasons;
    }
}
