package io.tradepost.bench.ingest;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** One measurement from beginning to end, told line by line. */
public final class IngestRun {
    private static final Duration LONGEST_FOLLOWING = Duration.ofHours(2);
    private static final int COMPRESSED = 20_000;

    private final Path work;
    private final Path mailFolder;
    private final PrintWriter out;

    /**
     * @param work       an empty folder for the archive
     * @param mailFolder messages, one a file
     */
    public IngestRun(Path work, Path mailFolder, PrintWriter out) {
        this.work = work;
        this.mailFolder = mailFolder;
        this.out = out;
    }

    /** Archives so many messages from so many threads. */
    public void run(int messages, int threads, boolean follow) throws IOException, InterruptedException {
        RealMail mail = RealMail.load(mailFolder);
        out.printf(Locale.ROOT, "originals            %d messages%n", mail.originals());
        OwnSpeed.Disk disk = OwnSpeed.disk(work);
        out.printf(
                Locale.ROOT,
                "disk's own           %.0f MB/s sequential, %.0f synced appends of 64 KiB a second%n",
                disk.sequential(),
                disk.syncs());
        OwnSpeed.Compressor zstd = OwnSpeed.compressor(mail, Math.min(messages, COMPRESSED));
        out.printf(
                Locale.ROOT,
                "zstd's own           %.0f MB/s on one thread, %.3f bytes a byte%n",
                zstd.speed(),
                zstd.ratio());
        Path home = work.resolve("archive");
        long received;
        try (Archive archive = Archive.open(ArchiveSettings.embedded(home))) {
            Captures.Taken taken = new Captures(archive, mail).run(messages, threads);
            out.printf(
                    Locale.ROOT,
                    "taken in             %d messages, %.1f MB in %.1f s from %d threads%n",
                    taken.messages(),
                    taken.bytes() / 1e6,
                    taken.seconds(),
                    threads);
            out.printf(
                    Locale.ROOT,
                    "durable              %.0f messages/s, %.1f MB/s%n",
                    taken.messages() / taken.seconds(),
                    taken.bytes() / 1e6 / taken.seconds());
            out.printf(
                    Locale.ROOT,
                    "behind at the end    catalog %d, index %d records%n",
                    archive.health().catalogLag(),
                    archive.health().indexLag());
            if (follow) {
                long start = System.nanoTime();
                archive.awaitFollowers(LONGEST_FOLLOWING);
                out.printf(Locale.ROOT, "followed after       %.1f s more%n", Rate.seconds(start));
            }
            received = taken.bytes();
            weigh(home, received, follow);
        }
        if (follow) {
            // The embedded database gives back what it wrote anew when it closes.
            out.printf(
                    Locale.ROOT,
                    "catalog, closed      %.4f%n",
                    (double) FolderSize.of(home.resolve("catalog")) / received);
        }
        out.printf(
                Locale.ROOT,
                "heap                 %.0f MB at most, %.0f MB allowed%n",
                heapPeak() / 1e6,
                Runtime.getRuntime().maxMemory() / 1e6);
    }

    private void weigh(Path home, long received, boolean follow) throws IOException {
        long journal = FolderSize.of(home.resolve("journal"));
        long keys = FolderSize.of(home.resolve("keys"));
        out.printf(Locale.ROOT, "journal              %.4f bytes a byte received%n", (double) journal / received);
        out.printf(Locale.ROOT, "keys                 %.4f%n", (double) keys / received);
        if (follow) {
            long index = FolderSize.of(home.resolve("index"));
            out.printf(Locale.ROOT, "index                %.4f%n", (double) index / received);
            out.printf(Locale.ROOT, "content + index      %.4f%n", (double) (journal + keys + index) / received);
            out.printf(
                    Locale.ROOT,
                    "catalog              %.4f%n",
                    (double) FolderSize.of(home.resolve("catalog")) / received);
            out.printf(
                    Locale.ROOT,
                    "tree                 %.4f%n",
                    (double) FolderSize.of(home.resolve("proof")) / received);
        }
    }

    /** What the pools of the heap held at their most, summed: no less than the heap ever held. */
    private static long heapPeak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }
}
