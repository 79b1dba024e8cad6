package io.tradepost.archive.segment;

import io.tradepost.archive.journal.RecordFormat;
import io.tradepost.archive.journal.SegmentSource;
import java.util.Optional;

/** A kept segment read by blocks. */
final class CachedSource implements SegmentSource {
    /** Fetches a range from the store. */
    interface Ranges {
        byte[] fetch(long from, int length);
    }

    private final KeptSegment kept;
    private final BlockCache cache;
    private final Ranges ranges;

    CachedSource(KeptSegment kept, BlockCache cache, Ranges ranges) {
        this.kept = kept;
        this.cache = cache;
        this.ranges = ranges;
    }

    @Override
    public String name() {
        return kept.name();
    }

    @Override
    public Optional<RecordFormat> format() {
        return Optional.of(kept.format());
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long size() {
        return kept.bytes();
    }

    @Override
    public Reader open() {
        return new Open();
    }

    private final class Open implements Reader {
        private long number = -1;
        private byte[] block = new byte[0];

        @Override
        public int read(long position, byte[] into, int from, int length) {
            if (position >= kept.bytes()) {
                return -1;
            }
            long wanted = position / BlockCache.BLOCK;
            if (wanted != number) {
                long start = wanted * BlockCache.BLOCK;
                int size = (int) Math.min(BlockCache.BLOCK, kept.bytes() - start);
                block = cache.block(kept.journal() + "." + kept.name() + "." + wanted, () -> ranges.fetch(start, size));
                number = wanted;
            }
            int at = (int) (position - number * BlockCache.BLOCK);
            int n = Math.min(length, block.length - at);
            if (n <= 0) {
                return -1;
            }
            System.arraycopy(block, at, into, from, n);
            return n;
        }

        @Override
        public void close() {
            block = new byte[0];
        }
    }
}
