package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.FaultyFiles.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No acknowledged record is lost and no half record is seen, whatever the disk does. */
class JournalFaultTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void recoversByItselfWhenTheFaultEnds(Fault fault) {
        FaultyFiles files = new FaultyFiles(1);
        try (Journal journal = open(folder, files, 2000)) {
            journal.append(Samples.record("a"));
            files.fail(1, fault);
            for (int i = 0; i < 3; i++) {
                String name = "failing" + i;
                try {
                    journal.append(Samples.record(name, 1500));
                } catch (ArchiveException e) {
                    assertThat(e.isTemporary()).isTrue();
                }
            }
            files.fail(0);
            long sequence = journal.append(Samples.record("b")).sequence();
            assertThat(journal.writeFailure()).isEmpty();
            assertThat(Samples.name(journal.read(sequence).orElseThrow())).isEqualTo("b");
            assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
        }
    }

    @Test
    void afterAFailedSyncNothingMoreGoesToThatSegment() {
        FaultyFiles files = new FaultyFiles(1);
        try (Journal journal = open(folder, files, 1 << 30)) {
            journal.append(Samples.record("a"));
            files.fail(1, Fault.SYNC_ERROR);
            assertThatThrownBy(() -> journal.append(Samples.record("lost"))).isInstanceOf(ArchiveException.class);
            files.fail(0);
            journal.append(Samples.record("b"));
            assertThat(folder.resolve(SegmentHeader.fileName(1))).exists();
        }
    }

    @Test
    void aFailedRecordThatCouldNotBeCutOffIsVoidAndItsRetryStandsOnce() {
        FaultyFiles files = new FaultyFiles(1);
        try (Journal journal = open(folder, files, 1 << 30)) {
            journal.append(Samples.record("a"));
            files.fail(1, Fault.SYNC_ERROR, Fault.TRUNCATE_ERROR);
            assertThatThrownBy(() -> journal.append(Samples.record("again"))).isInstanceOf(ArchiveException.class);
            files.fail(0);
            assertThat(journal.append(Samples.record("again")).sequence()).isEqualTo(1);
        }
        try (Journal journal = open(folder, new DiskFiles(), 1 << 30)) {
            assertThat(journal.nextSequence()).isEqualTo(2);
            assertThat(names(journal)).containsOnly(Map.entry("a", 1), Map.entry("again", 1));
            var report = journal.check().run(progress -> {});
            assertThat(report.problems()).isEmpty();
            assertThat(report.notices()).anyMatch(notice -> notice.contains("void"));
            assertThat(journal.damage()).isEmpty();
        }
    }

    @Test
    void healthIsGoodAgainWithoutAnotherWrite() {
        FaultyFiles files = new FaultyFiles(1);
        try (Journal journal = open(folder, files, 1 << 30)) {
            files.fail(1, Fault.NO_SPACE);
            assertThatThrownBy(() -> journal.append(Samples.record("a"))).hasMessageContaining("No space left");
            assertThat(journal.writeFailure()).contains("No space left");
            files.fail(0);
            assertThat(journal.writeFailure()).isEmpty();
        }
    }

    @Test
    void survivesSeededFaultsAndPowerCuts() throws IOException, InterruptedException {
        for (int seed = 0; seed < 15; seed++) {
            ordeal(seed);
        }
    }

    @Test
    @Tag("long")
    void survivesManyMoreSeededFaultsAndPowerCuts() throws IOException, InterruptedException {
        for (int seed = 1000; seed < 3000; seed++) {
            ordeal(seed);
        }
    }

    /** Several lives of one journal under faults, each ended by a power cut; everything acknowledged must be there. */
    private void ordeal(int seed) throws IOException, InterruptedException {
        Path journalFolder = folder.resolve("seed" + seed);
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        Random random = new Random(seed);
        for (int life = 0; life < 3; life++) {
            FaultyFiles files = new FaultyFiles(seed * 10L + life);
            files.adopt(journalFolder);
            try (Journal journal = open(journalFolder, files, 5000)) {
                files.fail(random.nextDouble() * 0.3, Fault.values());
                Thread[] writers = new Thread[3];
                for (int t = 0; t < writers.length; t++) {
                    String prefix = seed + "/" + life + "/" + t + "/";
                    writers[t] = new Thread(() -> write(journal, prefix, acknowledged));
                    writers[t].start();
                }
                for (Thread writer : writers) {
                    writer.join();
                }
                files.fail(0);
            }
            files.losePower(journalFolder);
            try (Journal journal = open(journalFolder, new DiskFiles(), 5000)) {
                expect(journal, acknowledged, seed);
            }
        }
    }

    private static void write(Journal journal, String prefix, Map<String, Long> acknowledged) {
        for (int i = 0; i < 12; i++) {
            String name = prefix + i;
            for (int attempt = 0; attempt < 4; attempt++) {
                try {
                    acknowledged.put(name, journal.append(Samples.record(name)).sequence());
                    break;
                } catch (ArchiveException e) {
                    assertThat(e.isTemporary()).isTrue();
                }
            }
        }
    }

    private static void expect(Journal journal, Map<String, Long> acknowledged, int seed) {
        acknowledged.forEach((name, sequence) -> {
            StoredRecord record = journal.read(sequence)
                    .orElseThrow(() -> new AssertionError("seed " + seed + " lost " + name + " at " + sequence));
            assertThat(Samples.name(record)).as("seed %d", seed).isEqualTo(name);
            assertThat(Samples.bytes(record)).isEqualTo(Samples.content(name, Samples.size(name)));
        });
        names(journal)
                .forEach((name, count) -> assertThat(count)
                        .as("seed %d, %s stands once", seed, name)
                        .isEqualTo(1));
        assertThat(journal.check().run(progress -> {}).problems())
                .as("seed %d", seed)
                .isEmpty();
    }

    private static Map<String, Integer> names(Journal journal) {
        Map<String, Integer> names = new HashMap<>();
        for (long sequence = 0; sequence < journal.nextSequence(); sequence++) {
            journal.read(sequence).ifPresent(record -> names.merge(Samples.name(record), 1, Integer::sum));
        }
        return names;
    }

    private static Journal open(Path folder, JournalFiles files, long segmentBytes) {
        return Journal.open(new JournalSettings(folder, segmentBytes, Clock.systemUTC(), files));
    }

    @Test
    void aHalfBegunSegmentIsPutAside() throws IOException {
        try (Journal journal = open(folder, new DiskFiles(), 1 << 30)) {
            journal.append(Samples.record("a"));
        }
        Files.write(folder.resolve(SegmentHeader.fileName(1)), new byte[17]);
        try (Journal journal = open(folder, new DiskFiles(), 1 << 30)) {
            assertThat(journal.append(Samples.record("b")).sequence()).isEqualTo(1);
            assertThat(journal.notices()).hasSize(1);
            assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
        }
    }
}
