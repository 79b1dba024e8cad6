package io.tradepost.bench.hammer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What was not as it has to be. Safe for many threads. */
final class Problems {
    /** A server that is quite broken would fill the memory with words. */
    private static final int MOST_KEPT = 500;

    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:[,: ]+[0-9]+)*");

    private final List<String> kept = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int count;

    synchronized void add(String problem) {
        count++;
        kinds.merge(NUMBERS.matcher(problem).replaceAll("#"), 1, Integer::sum);
        if (kept.size() < MOST_KEPT) {
            kept.add(problem);
        }
    }

    synchronized int count() {
        return count;
    }

    /** How often each was there, numbers left out. */
    synchronized Map<String, Integer> kinds() {
        return new TreeMap<>(kinds);
    }

    /** The first of them. */
    synchronized List<String> kept() {
        return List.copyOf(kept);
    }
}
