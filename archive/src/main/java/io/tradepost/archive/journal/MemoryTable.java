package io.tradepost.archive.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** The table of a segment that still grows. One thread adds; any may ask for what was added before it looked. */
final class MemoryTable implements SegmentTable {
    private final long first;
    private final Map<Long, List<Long>> keys = new ConcurrentHashMap<>();
    private volatile long[] offsets = new long[256];
    private volatile int count;

    MemoryTable(long first) {
        this.first = first;
    }

    /** Adds a record; sequences rise, and those left out are missing. */
    void add(long sequence, long offset, long fingerprint) {
        int index = Math.toIntExact(sequence - first);
        if (index >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(index + 1, offsets.length * 2));
        }
        offsets[index] = offset;
        count = index + 1;
        if (fingerprint != 0) {
            keys.computeIfAbsent(fingerprint, none -> new CopyOnWriteArrayList<>())
                    .add(sequence);
        }
    }

    @Override
    public long offsetOf(long sequence) {
        long index = sequence - first;
        return index < 0 || index >= count ? 0 : offsets[(int) index];
    }

    @Override
    public void matches(long fingerprint, LongConsumer sequences) {
        keys.getOrDefault(fingerprint, List.of()).forEach(sequences::accept);
    }

    @Override
    public long nextSequence() {
        return first + count;
    }

    long first() {
        return first;
    }

    /** Offsets by sequence; 0 where a record is missing. */
    long[] offsets() {
        return Arrays.copyOf(offsets, count);
    }

    /** Pairs of fingerprint and sequence, by unsigned fingerprint, then sequence. */
    List<long[]> sortedKeys() {
        return keys.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(sequence -> new long[] {entry.getKey(), sequence}))
                .sorted((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compareUnsigned(a[0], b[0]))
                .toList();
    }
}
