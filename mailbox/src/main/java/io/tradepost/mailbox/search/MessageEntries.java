package io.tradepost.mailbox.search;

import java.util.Arrays;

/** From a message's id to the entries of a mailbox that are of it. */
final class MessageEntries {
    private final EntryTable.View entries;
    /** A table that is at most half full, by hash; the first entry of each message, or -1. */
    private final int[] slots;

    private final int[] next;
    private final int mask;

    MessageEntries(EntryTable.View entries) {
        this.entries = entries;
        int capacity = Integer.highestOneBit(Math.max(8, entries.size() * 2)) * 2;
        this.slots = new int[capacity];
        this.mask = capacity - 1;
        this.next = new int[entries.size()];
        Arrays.fill(slots, -1);
        Arrays.fill(next, -1);
        for (int entry = 0; entry < entries.size(); entry++) {
            put(entry);
        }
    }

    private void put(int entry) {
        int slot = slot(entries.message(entry));
        int first = slots[slot];
        if (first >= 0) {
            next[entry] = next[first];
            next[first] = entry;
        } else {
            slots[slot] = entry;
        }
    }

    private int slot(long message) {
        // Ids that follow each other must not end up side by side.
        int slot = (int) ((message * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (slots[slot] >= 0 && entries.message(slots[slot]) != message) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The first entry of a message; -1 if it has none. */
    int first(long message) {
        return slots[slot(message)];
    }

    /** The next one of the same message; -1 if there is none. */
    int next(int entry) {
        return next[entry];
    }
}
