package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much memory a million of each takes, how long building takes, and how many messages a core matches a second. */
@Tag("long")
final class MillionReferencesTest {

    private static final int MILLION = 1_000_000;

    @Test
    void aMillionOfEachFitIntoHalfAGigabyteAndMatchFast() {
        long empty = used();
        long start = cpu();
        Map<TradeView, RowTable> tables = tables();
        long tablesBuilt = cpu();
        TradeSnapshot snapshot = TradeSnapshot.of(tables, Set.of("tradepost.test"), Instant.EPOCH);
        long indexed = cpu();
        long bytes = used() - empty;
        System.err.printf(
                Locale.ROOT,
                "1M references, 1M orders, 1M contacts, 250k customers: %d MB, rows %.1f s, indexes %.1f s%n",
                bytes >> 20,
                (tablesBuilt - start) / 1e9,
                (indexed - tablesBuilt) / 1e9);
        assertThat(bytes >> 20).isLessThan(500);
        start = cpu();
        Objects.requireNonNull(tables.get(TradeView.ORDER)).with(List.<String[]>of(order(MILLION + 1)));
        System.err.printf(Locale.ROOT, "one new order: %.2f s for the table%n", (cpu() - start) / 1e9);
        measure(snapshot);
    }

    private static void measure(TradeSnapshot snapshot) {
        List<MailFacts> mails = mails();
        Matcher matcher = new Matcher();
        double best = 0;
        for (int round = 0; round < 6; round++) {
            long start = cpu();
            int linked = 0;
            for (MailFacts mail : mails) {
                linked += matcher.match(mail, snapshot).isEmpty() ? 0 : 1;
            }
            double perSecond = mails.size() / ((cpu() - start) / 1e9);
            System.err.printf(Locale.ROOT, "%.0f messages/s (subject + 4 KB), %d with links%n", perSecond, linked);
            best = Math.max(best, perSecond);
        }
        assertThat(best).isGreaterThan(1_000);
    }

    /** 4 KB of real words around a number each. */
    private static List<MailFacts> mails() {
        StringBuilder words = new StringBuilder();
        CorpusMail.all().stream()
                .limit(600)
                .forEach(mail -> words.append(mail.text()).append('\n'));
        Random random = new Random(1);
        List<MailFacts> mails = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            int from = random.nextInt(words.length() - 4_200);
            int id = random.nextInt(MILLION);
            mails.add(new MailFacts(
                    "p" + id + "@c" + id / 4 + ".example",
                    List.of(),
                    List.of("sales@tradepost.test"),
                    List.of(),
                    List.of("sales@tradepost.test"),
                    "",
                    false,
                    Set.of("tradepost.test"),
                    "Re: your order " + order(id)[0],
                    words.substring(from, from + 4_096) + " PO " + reference(id)[1],
                    List.of("invoice.pdf"),
                    List.of()));
        }
        return mails;
    }

    private static Map<TradeView, RowTable> tables() {
        Map<TradeView, RowTable.Builder> rows = new EnumMap<>(TradeView.class);
        for (TradeView view : TradeView.values()) {
            rows.put(view, new RowTable.Builder(view));
        }
        for (int i = 0; i < MILLION / 4; i++) {
            Objects.requireNonNull(rows.get(TradeView.CUSTOMER))
                    .add(new String[] {"C" + i, "Company " + i + " Ltd", "公司" + i, "SE", "", "c" + i + ".example", "x"
                    });
            Objects.requireNonNull(rows.get(TradeView.OWNER))
                    .add(new String[] {"C" + i, "s" + i % 50 + "@tradepost.test"});
        }
        for (int i = 0; i < MILLION; i++) {
            Objects.requireNonNull(rows.get(TradeView.CONTACT))
                    .add(new String[] {"C" + i / 4, "p" + i + "@c" + i / 4 + ".example", "Person " + i});
            Objects.requireNonNull(rows.get(TradeView.ORDER)).add(order(i));
            Objects.requireNonNull(rows.get(TradeView.REFERENCE)).add(reference(i));
        }
        Map<TradeView, RowTable> tables = new EnumMap<>(TradeView.class);
        rows.forEach((view, builder) -> tables.put(view, builder.build()));
        return tables;
    }

    private static String[] order(int i) {
        String number = i % 2 == 0
                ? String.format(Locale.ROOT, "SO-%d-%06d", 2000 + i % 25, i)
                : String.format(Locale.ROOT, "TP%02d-%06d%c", i % 25, i, 'A' + i % 26);
        return new String[] {number, "C" + i / 4, "order", "2024-05-01", "open", "USD", i + ".00", "s1@tradepost.test"};
    }

    private static String[] reference(int i) {
        return new String[] {"customer_po", String.format(Locale.ROOT, "PO-%08d", i), order(i)[0], "C" + i / 4};
    }

    /** The thread's own time, so that the answer is for one core whatever else runs. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
