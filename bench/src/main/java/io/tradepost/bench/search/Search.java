package io.tradepost.bench.search;

import io.tradepost.archive.Facet;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Makes an archive of so many messages in a folder, unless it is there, and times searches in it. */
@CommandLine.Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Index size, indexing speed and search times over made mail; keeps the folder for the next run.")
public final class Search implements Callable<Integer> {
    private static final long SEED = 7;
    private static final int PAGE = 20;

    @Option(names = "--messages", description = "default ${DEFAULT-VALUE}")
    private int messages = 10_000;

    @Option(names = "--folder", paramLabel = "DIR", required = true, description = "where the archive is made and kept")
    private Path folder = Path.of("");

    @Option(names = "--corpus", paramLabel = "DIR", description = "real mail to take words from")
    private Path corpus = Path.of("../shared/corpus/mail");

    @Option(names = "--searches", description = "of each kind; default ${DEFAULT-VALUE}")
    private int searches = 300;

    @Option(names = "--warm-up", description = "of each kind, before; default ${DEFAULT-VALUE}")
    private int warmUp = 100;

    @Option(names = "--only-fill", description = "make the archive, ask nothing")
    private boolean onlyFill;

    @Option(
            names = "--lag",
            paramLabel = "SECONDS",
            description = "instead: send mail for so long, and time until it is found")
    private int lag;

    @Option(
            names = "--lag-warm-up",
            paramLabel = "SECONDS",
            description = "of the same before, not counted; default ${DEFAULT-VALUE}")
    private int lagWarmUp = 30;

    @Option(names = "--rate", description = "messages a second with --lag; default ${DEFAULT-VALUE}")
    private int rate = 500;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() {
        Vocabulary vocabulary = Vocabulary.of(corpus);
        if (lag > 0) {
            Lag.Seen seen = Lag.measure(folder, new TradeMail(vocabulary, SEED), rate, lagWarmUp, lag);
            out.printf("%.0f messages a second%n", seen.perSecond());
            print("durable until found", seen.sorted(), 1);
            return 0;
        }
        try (SearchArchive archive = SearchArchive.open(folder)) {
            fill(archive, new TradeMail(vocabulary, SEED));
            if (!onlyFill) {
                Map<String, List<String>> warm = new Questions(vocabulary, SEED + 1).ask(warmUp);
                warm.values().forEach(some -> some.forEach(one -> ask(archive, one)));
                new Questions(vocabulary, SEED + 2).ask(searches).forEach((kind, some) -> time(archive, kind, some));
                facets(archive, vocabulary);
            }
            out.printf(
                    "heap: at most %d MB of %d MB%n",
                    peakHeap() >> 20, Runtime.getRuntime().maxMemory() >> 20);
        }
        return 0;
    }

    private void fill(SearchArchive archive, TradeMail mail) {
        long began = System.nanoTime();
        AtomicLong ticks = new AtomicLong();
        Runnable progress = () -> {
            if (ticks.incrementAndGet() % 200 == 0) {
                System.err.printf("%d s%n", (System.nanoTime() - began) / 1_000_000_000);
            }
        };
        long raw = archive.fill(messages, mail, progress);
        long filled = System.nanoTime();
        long applied = archive.follow(progress);
        double seconds = (System.nanoTime() - filled) / 1e9;
        Map<String, Long> bytes = archive.indexBytes();
        long index = bytes.values().stream().mapToLong(Long::longValue).sum();
        out.printf("%d messages, %d raw bytes (%d each)%n", archive.messages(), raw, raw / messages);
        if (applied > 0) {
            out.printf("indexed %d in %.1f s, %.0f a second%n", applied, seconds, applied / seconds);
        }
        out.printf("index: %d bytes, %.3f of raw: %s%n", index, index / (double) raw, bytes);
    }

    private long ask(SearchArchive archive, String query) {
        return archive.index()
                .search(new SearchRequest(query, Optional.empty(), PAGE), Reader.Scope.ALL)
                .total();
    }

    private void time(SearchArchive archive, String kind, List<String> queries) {
        long[] nanos = new long[queries.size()];
        long found = 0;
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            found += ask(archive, queries.get(i));
            nanos[i] = System.nanoTime() - began;
        }
        print(kind, nanos, found / nanos.length);
    }

    private void facets(SearchArchive archive, Vocabulary vocabulary) {
        List<String> queries =
                new Questions(vocabulary, SEED + 3).ask(searches / 10 + 1).get("two words");
        if (queries == null) {
            return;
        }
        long[] nanos = new long[queries.size()];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            archive.index()
                    .search(
                            new SearchRequest(queries.get(i), Optional.empty(), PAGE)
                                    .counting(EnumSet.allOf(Facet.class)),
                            Reader.Scope.ALL);
            nanos[i] = System.nanoTime() - began;
        }
        print("two words, with all facets", nanos, 0);
    }

    private void print(String kind, long[] nanos, long found) {
        Arrays.sort(nanos);
        out.printf(
                "%-28s p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms  max %7.2f ms  (%d searches, %d found each)%n",
                kind,
                at(nanos, 0.50),
                at(nanos, 0.95),
                at(nanos, 0.99),
                nanos[nanos.length - 1] / 1e6,
                nanos.length,
                found);
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] / 1e6;
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
