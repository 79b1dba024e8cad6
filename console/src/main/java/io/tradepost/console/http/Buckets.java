package io.tradepost.console.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link TokenBucket} for each of many names. The ones longest unused are forgotten, so that it can't grow for ever. */
final class Buckets {
    private static final int MOST = 10_000;

    private final double capacity;
    private final double perSecond;
    private final Map<String, TokenBucket> byName = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST;
        }
    };

    Buckets(double capacity, double perSecond) {
        this.capacity = capacity;
        this.perSecond = perSecond;
    }

    TokenBucket of(String name, long now) {
        synchronized (byName) {
            return byName.computeIfAbsent(name, n -> new TokenBucket(capacity, perSecond, now));
        }
    }
}
