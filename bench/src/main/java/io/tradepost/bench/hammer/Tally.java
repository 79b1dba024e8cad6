package io.tradepost.bench.hammer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each command was answered. Safe for many threads. */
final class Tally {
    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    /** Counts a command by its name; UID and its command are one. */
    void count(String command) {
        String[] words = command.split(" ", 3);
        String name = words[0].equals("UID") && words.length > 1 ? words[0] + " " + words[1] : words[0];
        byName.computeIfAbsent(name, same -> new LongAdder()).increment();
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byName.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    long all() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }
}
