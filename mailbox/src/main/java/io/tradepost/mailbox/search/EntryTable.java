package io.tradepost.mailbox.search;

import java.util.Arrays;
import java.util.List;

/**
 * The entries of one mailbox by ascending UID, in columns. Not thread-safe; a {@link #view} of it is, and does not change.
 */
final class EntryTable {
    private static final String[] NO_KEYWORDS = {};

    private Columns columns = new Columns(64);
    private int size;
    private boolean shared;

    /**
     * One entry.
     *
     * @param flags    system flags, one bit each; see {@link FlagBits}
     * @param keywords user flags as written
     * @param arrived  internal date, milliseconds since 1970
     * @param saved    when it came into this mailbox, milliseconds since 1970, or {@link #NEVER}
     * @param size     octets
     */
    record Entry(
            long uid,
            long message,
            long modSeq,
            int flags,
            List<String> keywords,
            long arrived,
            long saved,
            long size) {
        /** The save date of an entry that has none. */
        static final long NEVER = Long.MIN_VALUE;
    }

    /** Arrays of one length. */
    private static final class Columns {
        final long[] uids;
        final long[] messages;
        final long[] modSeqs;
        final byte[] flags;
        final String[][] keywords;
        final long[] arrived;
        final long[] saved;
        final int[] sizes;

        Columns(int capacity) {
            uids = new long[capacity];
            messages = new long[capacity];
            modSeqs = new long[capacity];
            flags = new byte[capacity];
            keywords = new String[capacity][];
            arrived = new long[capacity];
            saved = new long[capacity];
            sizes = new int[capacity];
        }

        Columns copy(int capacity, int size) {
            Columns copy = new Columns(capacity);
            move(copy, 0, 0, size);
            return copy;
        }

        void move(Columns to, int from, int target, int count) {
            System.arraycopy(uids, from, to.uids, target, count);
            System.arraycopy(messages, from, to.messages, target, count);
            System.arraycopy(modSeqs, from, to.modSeqs, target, count);
            System.arraycopy(flags, from, to.flags, target, count);
            System.arraycopy(keywords, from, to.keywords, target, count);
            System.arraycopy(arrived, from, to.arrived, target, count);
            System.arraycopy(saved, from, to.saved, target, count);
            System.arraycopy(sizes, from, to.sizes, target, count);
        }
    }

    int size() {
        return size;
    }

    /** Adds an entry, or replaces an older state of it. */
    void put(Entry entry) {
        int at = Arrays.binarySearch(columns.uids, 0, size, entry.uid());
        if (at >= 0) {
            if (columns.modSeqs[at] <= entry.modSeq()) {
                own(size);
                set(at, entry);
            }
            return;
        }
        int place = -at - 1;
        own(size + 1);
        columns.move(columns, place, place + 1, size - place);
        size++;
        set(place, entry);
    }

    /** Gives an entry flags that it got with this mod-sequence, unless it has newer ones. */
    void flags(long uid, long modSeq, int flags, List<String> keywords) {
        int at = Arrays.binarySearch(columns.uids, 0, size, uid);
        if (at >= 0 && columns.modSeqs[at] <= modSeq) {
            own(size);
            columns.modSeqs[at] = modSeq;
            columns.flags[at] = (byte) flags;
            columns.keywords[at] = keywords.isEmpty() ? NO_KEYWORDS : keywords.toArray(String[]::new);
        }
    }

    /** Takes an entry out; tells whether it was there. */
    boolean remove(long uid) {
        int at = Arrays.binarySearch(columns.uids, 0, size, uid);
        if (at < 0) {
            return false;
        }
        own(size);
        columns.move(columns, at + 1, at, size - at - 1);
        size--;
        return true;
    }

    /** Its state now, for as many readers as there are. */
    View view() {
        shared = true;
        return new View(columns, size);
    }

    private void own(int needed) {
        if (shared || needed > columns.uids.length) {
            // Not by half, as usual: there are eight hundred thousand entries in memory at once.
            int length = columns.uids.length;
            int capacity = needed > length ? Math.max(needed, length + length / 8 + 16) : length;
            columns = columns.copy(capacity, size);
            shared = false;
        }
    }

    private void set(int at, Entry entry) {
        columns.uids[at] = entry.uid();
        columns.messages[at] = entry.message();
        columns.modSeqs[at] = entry.modSeq();
        columns.flags[at] = (byte) entry.flags();
        columns.keywords[at] =
                entry.keywords().isEmpty() ? NO_KEYWORDS : entry.keywords().toArray(String[]::new);
        columns.arrived[at] = entry.arrived();
        columns.saved[at] = entry.saved();
        columns.sizes[at] = (int) Math.min(entry.size(), Integer.MAX_VALUE);
    }

    /** What a search sees of a mailbox: entries numbered from 0 by ascending UID. */
    static final class View {
        private final Columns columns;
        private final int size;

        private View(Columns columns, int size) {
            this.columns = columns;
            this.size = size;
        }

        int size() {
            return size;
        }

        long uid(int entry) {
            return columns.uids[entry];
        }

        long message(int entry) {
            return columns.messages[entry];
        }

        long modSeq(int entry) {
            return columns.modSeqs[entry];
        }

        int flags(int entry) {
            return columns.flags[entry];
        }

        boolean hasKeyword(int entry, String keyword) {
            for (String known : columns.keywords[entry]) {
                // RFC 9051 section 2.3.2: keywords are told apart without regard to case.
                if (known.equalsIgnoreCase(keyword)) {
                    return true;
                }
            }
            return false;
        }

        List<String> keywords(int entry) {
            return List.of(columns.keywords[entry]);
        }

        long arrived(int entry) {
            return columns.arrived[entry];
        }

        long saved(int entry) {
            return columns.saved[entry];
        }

        long octets(int entry) {
            return columns.sizes[entry];
        }

        /** The first entry whose UID is not below this one. */
        int from(long uid) {
            int at = Arrays.binarySearch(columns.uids, 0, size, uid);
            return at >= 0 ? at : -at - 1;
        }
    }
}
