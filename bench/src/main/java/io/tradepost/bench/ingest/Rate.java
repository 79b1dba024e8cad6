package io.tradepost.bench.ingest;

/** Speeds since a moment of {@link System#nanoTime}. */
final class Rate {
    private Rate() {}

    static double each(long count, long start) {
        return count / seconds(start);
    }

    /** Millions of bytes a second. */
    static double megabytes(long bytes, long start) {
        return bytes / 1e6 / seconds(start);
    }

    static double seconds(long start) {
        return Math.max(1, System.nanoTime() - start) / 1e9;
    }
}
