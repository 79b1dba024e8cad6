package io.tradepost.bench.ingest;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.keys.KeySettings;
import io.tradepost.bench.BenchException;
import io.tradepost.mailbox.content.Departures;
import io.tradepost.mailbox.content.OwnMail;
import io.tradepost.mailbox.content.References;
import io.tradepost.mailbox.content.ReferringContents;
import io.tradepost.mailbox.content.StoredMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** What a message costs to keep for a mailbox, and what it weighs then: delivered to one, to ten, and appended. */
public final class KeepRun {
    private static final long SEGMENT = 32L << 20;
    private static final int MANY = 10;
    private static final String ABOVE = String.join(
            "\r\n",
            "Return-Path: <buyer@customer.example>",
            "X-Tradepost-Link: customer=C-1042; order=SO-2026-00317",
            "Received: from mx.customer.example ([192.0.2.7])",
            "\tby mail.ours.example (Tradepost) with ESMTPS id 1f3c9a52",
            "\tfor <sales@ours.example>;",
            "\tSun, 1 Mar 2026 10:00:00 +0000",
            "");

    private final Path work;
    private final RealMail mail;
    private final PrintWriter out;

    /**
     * @param work       an empty folder
     * @param mailFolder messages, one a file
     */
    public KeepRun(Path work, Path mailFolder, PrintWriter out) {
        this.work = work;
        this.mail = RealMail.load(mailFolder);
        this.out = out;
    }

    private enum Way {
        DELIVERED_TO_ONE(1),
        DELIVERED_TO_TEN(MANY),
        APPENDED(1);

        private final int mailboxes;

        Way(int mailboxes) {
            this.mailboxes = mailboxes;
        }
    }

    /** Keeps so many messages each way. */
    public void run(int messages) throws IOException {
        for (Way way : Way.values()) {
            one(way, messages);
        }
    }

    private void one(Way way, int messages) throws IOException {
        Path home = work.resolve(way.name().toLowerCase(Locale.ROOT));
        CountedFiles files = new CountedFiles();
        Path folder = home.resolve("mailbox");
        OwnMail own = OwnMail.open(new OwnMail.Settings(
                folder, KeySettings.in(folder.resolve("keys")), Clock.systemUTC(), SEGMENT, files));
        try (Archive archive = Archive.open(ArchiveSettings.embedded(home.resolve("archive")));
                ReferringContents contents =
                        new ReferringContents(archive.shared(), own, new Departures(own, new Everything()))) {
            long syncs = files.syncs();
            long bytes = 0;
            long top = 0;
            long cpu = 0;
            long nanos = 0;
            for (int i = 0; i < messages; i++) {
                byte[] message = mail.message(i);
                byte[] kept = way == Way.APPENDED ? message : delivered(message);
                if (way != Way.APPENDED) {
                    archive.capture(Captures.delivery(i, message));
                }
                for (int box = 0; box < way.mailboxes; box++) {
                    long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    long before = System.nanoTime();
                    StoredMail stored = contents.keep(Content.of(kept));
                    nanos += System.nanoTime() - before;
                    cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
                    bytes += kept.length;
                    top += stored.top().length;
                    if (box == 0 && i % 50 == 0) {
                        check(contents, stored, kept);
                    }
                }
            }
            long keeps = (long) messages * way.mailboxes;
            long archived =
                    FolderSize.of(home.resolve("archive/journal")) + FolderSize.of(home.resolve("archive/keys"));
            long beside = FolderSize.of(folder.resolve("journal")) + FolderSize.of(folder.resolve("keys"));
            out.printf(Locale.ROOT, "%-18s %d messages kept, %.1f MB%n", words(way), keeps, bytes / 1e6);
            out.printf(
                    Locale.ROOT,
                    "  bytes a byte     archive %.4f, mailboxes' journal %.4f, in rows %.4f%n",
                    (double) archived / bytes,
                    (double) beside / bytes,
                    (double) top / bytes);
            out.printf(
                    Locale.ROOT,
                    "  each             %.3f syncs, %.3f ms of processor, %.3f ms%n",
                    (double) (files.syncs() - syncs) / keeps,
                    cpu / 1e6 / keeps,
                    nanos / 1e6 / keeps);
        }
    }

    private static String words(Way way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static byte[] delivered(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + ABOVE.length());
        out.writeBytes(ABOVE.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(message);
        return out.toByteArray();
    }

    private static void check(ReferringContents contents, StoredMail stored, byte[] kept) throws IOException {
        try (InputStream in = contents.read(stored).open()) {
            if (!Arrays.equals(in.readAllBytes(), kept)) {
                throw new BenchException("a message came back as other bytes than it was kept");
            }
        }
    }

    /** Nothing is let go of here, so nobody needs to be asked what is still needed. */
    private static final class Everything implements References {
        @Override
        public Set<Long> inUse(StoredMail.Place place, Collection<Long> sequences) {
            return Set.copyOf(sequences);
        }

        @Override
        public int move(long archived, long own) {
            throw new BenchException("nothing is disposed of here");
        }
    }
}
