package io.tradepost.archive.export;

import io.tradepost.archive.journal.Digests;
import java.util.Arrays;

/** Names of files, eight bytes each, so that a million take little room. Two that share a fingerprint count as one. */
final class NameSet {
    private long[] prints = new long[1024];
    private int count;
    private boolean sorted = true;

    void add(String name) {
        if (count == prints.length) {
            prints = Arrays.copyOf(prints, 2 * count);
        }
        prints[count++] = Digests.fingerprint(name);
        sorted = false;
    }

    boolean contains(String name) {
        sort();
        return Arrays.binarySearch(prints, 0, count, Digests.fingerprint(name)) >= 0;
    }

    boolean repeated() {
        sort();
        for (int i = 1; i < count; i++) {
            if (prints[i] == prints[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(prints, 0, count);
            sorted = true;
        }
    }
}
