package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.VerifyReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long ONE_SEGMENT = 1 << 30;

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasAppendedAlsoAfterReopening() {
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            for (int i = 0; i < 50; i++) {
                assertThat(journal.append(Samples.record("r" + i)).sequence()).isEqualTo(i);
            }
            expectAll(journal, 50);
        }
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            expectAll(journal, 50);
            assertThat(journal.notices()).isEmpty();
            assertThat(journal.append(Samples.record("r50")).sequence()).isEqualTo(50);
            assertThat(verify(journal).intact()).isTrue();
        }
    }

    @Test
    void keepsLargeContentThatDoesNotStandInMemory() {
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("big", 30 << 20));
            assertThat(Samples.bytes(journal.read(0).orElseThrow())).isEqualTo(Samples.content("big", 30 << 20));
        }
    }

    @Test
    void cutsATornTailAtEveryByteOfTheLastRecords() throws IOException {
        List<Long> ends = new ArrayList<>();
        Path written = folder.resolve("written");
        try (Journal journal = Journal.open(Samples.settings(written, ONE_SEGMENT))) {
            for (int i = 0; i < 3; i++) {
                journal.append(Samples.record("t" + i, 20 + i));
                ends.add(Files.size(segment(written)));
            }
        }
        byte[] whole = Files.readAllBytes(segment(written));
        for (int length = (int) (long) ends.getFirst(); length <= whole.length; length++) {
            Path torn = Files.createDirectories(folder.resolve("torn" + length));
            Files.copy(written.resolve("JOURNAL"), torn.resolve("JOURNAL"));
            Files.write(segment(torn), java.util.Arrays.copyOf(whole, length));
            long kept = ends.stream().filter(endAt(length)).count();
            boolean clean = ends.contains((long) length);
            try (Journal journal = Journal.open(Samples.settings(torn, ONE_SEGMENT))) {
                assertThat(journal.nextSequence()).as("cut at %d", length).isEqualTo(kept);
                assertThat(journal.notices()).hasSize(clean ? 0 : 1);
                assertThat(journal.damage()).isEmpty();
                assertThat(journal.append(Samples.record("after")).sequence()).isEqualTo(kept);
                assertThat(verify(journal).problems()).isEmpty();
            }
        }
    }

    private static java.util.function.Predicate<Long> endAt(int length) {
        return end -> end <= length;
    }

    @Test
    void keepsTheBytesOfATornTailBesides() throws IOException {
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("a", 100));
            journal.append(Samples.record("b", 100));
        }
        long size = Files.size(segment(folder));
        try (RandomAccessFile file = new RandomAccessFile(segment(folder).toFile(), "rw")) {
            file.setLength(size - 10);
        }
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            assertThat(journal.nextSequence()).isEqualTo(1);
            assertThat(journal.notices().getFirst()).contains("no whole record").contains(".torn");
        }
        try (var files = Files.list(folder)) {
            Path aside = files.filter(file -> file.toString().endsWith(".torn"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.size(aside)).isEqualTo(RecordFormat.NEWEST.headerLength() + 1 + 100 - 10);
        }
    }

    @Test
    void neverCutsDamageThatRecordsFollow() throws IOException {
        long second;
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("a", 500));
            second = Files.size(segment(folder));
            journal.append(Samples.record("b", 500));
            journal.append(Samples.record("c", 500));
        }
        flip(segment(folder), second + 300, 3);
        byte[] damaged = Files.readAllBytes(segment(folder));
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            assertThat(journal.damage()).hasSize(1);
            assertThat(journal.read(0)).isPresent();
            assertThat(journal.read(1)).isEmpty();
            assertThat(journal.read(2)).isPresent();
            assertThat(journal.append(Samples.record("d")).sequence()).isEqualTo(3);
            assertThat(Files.readAllBytes(segment(folder))).isEqualTo(damaged);
            VerifyReport report = verify(journal);
            assertThat(report.problems().getFirst().sequence()).isEqualTo(1);
            assertThat(report.problems().getFirst().offset()).isEqualTo(second);
            assertThat(report.problems().getFirst().segment()).isEqualTo("00000000000000000000.tpj");
        }
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            assertThat(journal.damage())
                    .as("known after the table was made, too")
                    .hasSize(1);
            assertThat(journal.read(3)).isPresent();
        }
    }

    @Test
    void verifyFindsEveryFlippedBitAndNamesThePlace() throws IOException {
        try (Journal journal = Journal.open(Samples.settings(folder, 20_000))) {
            for (int i = 0; i < 60; i++) {
                journal.append(Samples.record("f" + i));
            }
            Random random = new Random(7);
            List<Path> segments = JournalOpening.segmentFiles(folder);
            assertThat(segments.size()).isGreaterThan(3);
            for (int i = 0; i < 200; i++) {
                Path segment = segments.get(random.nextInt(segments.size()));
                long at = random.nextLong(Files.size(segment));
                int bit = random.nextInt(8);
                flip(segment, at, bit);
                VerifyReport report = verify(journal);
                assertThat(report.problems())
                        .as("%s byte %d bit %d", segment, at, bit)
                        .isNotEmpty();
                VerifyReport.Problem first = report.problems().getFirst();
                assertThat(first.segment()).isEqualTo(String.valueOf(segment.getFileName()));
                assertThat(first.offset()).isBetween(0L, at);
                flip(segment, at, bit);
            }
            assertThat(verify(journal).intact()).isTrue();
        }
    }

    @Test
    void verifyMissesNoSegmentThatIsGoneOrShortened() throws IOException {
        try (Journal journal = Journal.open(Samples.settings(folder, 20_000))) {
            for (int i = 0; i < 60; i++) {
                journal.append(Samples.record("f" + i));
            }
            Path middle = JournalOpening.segmentFiles(folder).get(1);
            byte[] bytes = Files.readAllBytes(middle);
            Files.delete(middle);
            assertThat(verify(journal).problems().getFirst().segment()).isEqualTo(String.valueOf(middle.getFileName()));
            Files.write(middle, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(verify(journal).intact()).isFalse();
            Files.write(middle, bytes);
            assertThat(verify(journal).intact()).isTrue();
        }
    }

    @Test
    void aCopyOfARecordInsideAMessageIsNotTakenForARecord() throws IOException {
        long second;
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("first", 200));
            second = Files.size(segment(folder));
            byte[] copy = Files.readAllBytes(segment(folder));
            journal.append(new NewRecord(RecordKind.DELIVERY, 1, 1, new byte[0], Content.of(copy)));
        }
        flip(segment(folder), second + 20, 1);
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            assertThat(journal.nextSequence()).isEqualTo(1);
            assertThat(Samples.name(journal.read(0).orElseThrow())).isEqualTo("first");
        }
    }

    @Test
    void contentThatChangesWhileItIsReadIsRefusedAndSpoilsNothing() {
        byte[] large = Samples.content("x", 3 << 20);
        AtomicInteger opened = new AtomicInteger();
        Content fickle = new Content() {
            @Override
            public long size() {
                return large.length;
            }

            @Override
            public InputStream open() {
                byte[] bytes = large.clone();
                bytes[bytes.length - 1] += (byte) opened.getAndIncrement();
                return new ByteArrayInputStream(bytes);
            }
        };
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("before"));
            assertThatThrownBy(() -> journal.append(new NewRecord(RecordKind.DELIVERY, 1, 0, new byte[0], fickle)))
                    .isInstanceOf(ArchiveException.class)
                    .satisfies(e ->
                            assertThat(((ArchiveException) e).isTemporary()).isTrue());
            assertThat(journal.append(Samples.record("behind")).sequence()).isEqualTo(1);
            assertThat(verify(journal).problems()).isEmpty();
        }
    }

    @Test
    void findsKeysAcrossSegmentsWithTheirTablesWholeMissingOrDamaged() throws IOException {
        int count = 300;
        try (Journal journal = Journal.open(Samples.settings(folder, 20_000))) {
            for (int i = 0; i < count; i++) {
                journal.append(Samples.record("k" + i));
            }
            expectKeys(journal, count);
        }
        List<Path> tables;
        try (var files = Files.list(folder)) {
            tables = files.filter(file -> file.toString().endsWith(".keys"))
                    .sorted()
                    .toList();
        }
        assertThat(tables.size()).isGreaterThan(10);
        Files.delete(tables.get(0));
        flip(tables.get(1), 70, 2);
        flip(tables.get(2), 10, 2);
        Files.write(tables.get(3), new byte[3]);
        try (Journal journal = Journal.open(Samples.settings(folder, 20_000))) {
            expectKeys(journal, count);
            expectAll(journal, "k", count);
        }
        assertThat(Files.exists(tables.get(0))).as("made again").isTrue();
    }

    @Test
    void readsWhileWritingGoesOn() throws InterruptedException {
        try (Journal journal = Journal.open(Samples.settings(folder, 100_000))) {
            AtomicInteger wrong = new AtomicInteger();
            Thread reader = new Thread(() -> {
                Random random = new Random(3);
                while (journal.nextSequence() < 1000) {
                    long next = journal.nextSequence();
                    if (next > 0) {
                        long sequence = random.nextLong(next);
                        String name = "w" + sequence;
                        boolean right = journal.read(sequence)
                                .map(record -> Samples.name(record).equals(name)
                                        && java.util.Arrays.equals(
                                                Samples.bytes(record), Samples.content(name, Samples.size(name))))
                                .orElse(false);
                        if (!right) {
                            wrong.incrementAndGet();
                        }
                    }
                }
            });
            reader.start();
            for (int i = 0; i < 1000; i++) {
                journal.append(Samples.record("w" + i));
            }
            reader.join();
            assertThat(wrong).hasValue(0);
        }
    }

    @Test
    void aThreadThatIsInterruptedClosesNothingForOthers() {
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            Thread.currentThread().interrupt();
            assertThat(journal.append(Samples.record("i0")).sequence()).isZero();
            assertThat(Samples.bytes(journal.read(0).orElseThrow())).isNotNull();
            assertThat(Thread.interrupted()).as("still told").isTrue();
            assertThat(journal.append(Samples.record("i1")).sequence()).isEqualTo(1);
        }
    }

    private static void expectKeys(Journal journal, int count) {
        for (int i = 0; i < count; i++) {
            String key = "k" + i;
            assertThat(journal.find(
                            Digests.fingerprint(key),
                            record -> Samples.name(record).equals(key)))
                    .as(key)
                    .hasValueSatisfying(
                            record -> assertThat(Samples.name(record)).isEqualTo(key));
        }
        assertThat(journal.find(Digests.fingerprint("absent"), record -> true)).isEmpty();
    }

    private static void expectAll(Journal journal, int count) {
        expectAll(journal, "r", count);
    }

    private static void expectAll(Journal journal, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            StoredRecord record = journal.read(i).orElseThrow();
            assertThat(Samples.name(record)).isEqualTo(prefix + i);
            assertThat(Samples.bytes(record)).isEqualTo(Samples.content(prefix + i, Samples.size(prefix + i)));
        }
    }

    private static VerifyReport verify(Journal journal) {
        return journal.check().run(progress -> {});
    }

    private static Path segment(Path folder) {
        return folder.resolve(SegmentHeader.fileName(0));
    }

    static void flip(Path file, long at, int bit) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ (1 << bit));
        }
    }

    @Test
    void aSecondJournalHasAnotherId() {
        try (Journal one = Journal.open(Samples.settings(folder.resolve("1"), ONE_SEGMENT));
                Journal two = Journal.open(JournalSettings.of(folder.resolve("2"), ONE_SEGMENT, Clock.systemUTC()))) {
            assertThat(one.id()).isNotEqualTo(two.id());
        }
    }
}
