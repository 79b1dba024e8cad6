package io.tradepost.mailbox.search;

import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** A set of message ids, small because ids are handed out one after the other. Thread-safe. */
final class IdSet {
    private static final int BITS = 16;

    private final ConcurrentHashMap<Long, BitSet> blocks = new ConcurrentHashMap<>();

    /** Adds one; tells whether it was new. */
    boolean add(long id) {
        BitSet block = blocks.computeIfAbsent(id >>> BITS, none -> new BitSet());
        synchronized (block) {
            boolean added = !block.get(low(id));
            block.set(low(id));
            return added;
        }
    }

    void remove(long id) {
        BitSet block = blocks.get(id >>> BITS);
        if (block != null) {
            synchronized (block) {
                block.clear(low(id));
            }
        }
    }

    void clear() {
        blocks.clear();
    }

    boolean contains(long id) {
        BitSet block = blocks.get(id >>> BITS);
        if (block == null) {
            return false;
        }
        synchronized (block) {
            return block.get(low(id));
        }
    }

    /** Hands out all that are there, in no order between blocks. */
    void forEach(LongConsumer each) {
        blocks.forEach((high, block) -> {
            BitSet copy;
            synchronized (block) {
                copy = (BitSet) block.clone();
            }
            copy.stream().forEach(low -> each.accept((high << BITS) | low));
        });
    }

    private static int low(long id) {
        return (int) (id & ((1L << BITS) - 1));
    }
}
