package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The entries of a mailbox in memory. */
class EntryTableTest {
    private final EntryTable table = new EntryTable();

    private static EntryTable.Entry entry(long uid, long modSeq, int flags) {
        return new EntryTable.Entry(uid, uid + 1_000, modSeq, flags, List.of("k" + modSeq), uid, uid, uid);
    }

    private static List<Long> uids(EntryTable.View view) {
        List<Long> uids = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            uids.add(view.uid(i));
        }
        return uids;
    }

    @Test
    void keepsEntriesByUidHoweverTheyCome() {
        List.of(5L, 2L, 9L, 7L, 1L).forEach(uid -> table.put(entry(uid, uid, 0)));
        table.remove(7);
        assertThat(uids(table.view())).containsExactly(1L, 2L, 5L, 9L);
        assertThat(table.view().from(3)).isEqualTo(2);
        assertThat(table.view().from(10)).isEqualTo(4);
    }

    @Test
    void aViewStaysAsItWas() {
        table.put(entry(1, 1, 0));
        table.put(entry(2, 1, 0));
        EntryTable.View before = table.view();
        table.flags(1, 2, 16, List.of("seen"));
        table.remove(2);
        table.put(entry(3, 3, 0));
        assertThat(uids(before)).containsExactly(1L, 2L);
        assertThat(before.flags(0)).isZero();
        assertThat(uids(table.view())).containsExactly(1L, 3L);
        assertThat(table.view().flags(0)).isEqualTo(16);
    }

    @Test
    void flagsThatComeLateDoNotReplaceNewerOnes() {
        table.put(entry(1, 5, 1));
        table.flags(1, 4, 2, List.of());
        assertThat(table.view().flags(0)).isEqualTo(1);
        table.put(entry(1, 3, 4));
        assertThat(table.view().flags(0)).isEqualTo(1);
        table.flags(1, 6, 8, List.of("Later"));
        assertThat(table.view().flags(0)).isEqualTo(8);
        assertThat(table.view().hasKeyword(0, "later")).isTrue();
        assertThat(table.view().hasKeyword(0, "k5")).isFalse();
    }

    @Test
    void isWhatAPlainMapWouldBeAfterAnyChanges() {
        Random random = new Random(20_261_125L);
        TreeMap<Long, Integer> plain = new TreeMap<>();
        for (int change = 1; change <= 5_000; change++) {
            long uid = 1L + random.nextInt(400);
            switch (random.nextInt(4)) {
                case 0 -> {
                    assertThat(table.remove(uid)).isEqualTo(plain.remove(uid) != null);
                }
                case 1 -> {
                    int bits = random.nextInt(32);
                    table.flags(uid, change, bits, List.of());
                    plain.computeIfPresent(uid, (known, old) -> bits);
                }
                default -> {
                    int bits = random.nextInt(32);
                    table.put(entry(uid, change, bits));
                    plain.put(uid, bits);
                }
            }
            if (change % 50 == 0) {
                EntryTable.View view = table.view();
                assertThat(uids(view)).containsExactlyElementsOf(plain.keySet());
                for (int i = 0; i < view.size(); i++) {
                    assertThat(view.flags(i)).isEqualTo(plain.get(view.uid(i)));
                }
            }
        }
    }
}
