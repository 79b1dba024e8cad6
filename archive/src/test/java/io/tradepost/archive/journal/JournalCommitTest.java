package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several records in one commit, and content whose stored form is not what was received. */
class JournalCommitTest {
    private static final long ONE_SEGMENT = 1 << 30;

    @TempDir
    Path folder;

    @Test
    void recordsOfOneCommitFollowEachOtherWhateverOthersAppendMeanwhile() throws InterruptedException {
        try (Journal journal = Journal.open(Samples.settings(folder, 20_000))) {
            Thread other = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    journal.append(Samples.record("other" + i));
                }
            });
            other.start();
            for (int i = 0; i < 50; i++) {
                List<Journal.Appended> appended = journal.appendAll(commit("c" + i + "-", 4));
                for (int k = 0; k < 4; k++) {
                    assertThat(appended.get(k).sequence())
                            .isEqualTo(appended.getFirst().sequence() + k);
                    StoredRecord record =
                            journal.read(appended.get(k).sequence()).orElseThrow();
                    assertThat(Samples.name(record)).isEqualTo("c" + i + "-" + k);
                    assertThat(record.header().moreFollows()).isEqualTo(k < 3);
                }
            }
            other.join();
            assertThat(journal.nextSequence()).isEqualTo(400);
            assertThat(journal.check().run(progress -> {}).intact()).isTrue();
        }
    }

    @Test
    void aCommitThatIsTornAtAnyByteLeavesNoneOfItsRecords() throws IOException {
        Path written = folder.resolve("written");
        long before;
        try (Journal journal = Journal.open(Samples.settings(written, ONE_SEGMENT))) {
            journal.append(Samples.record("before", 30));
            before = Files.size(segment(written));
            journal.appendAll(List.of(Samples.record("a", 25), Samples.record("b", 0), Samples.record("c", 40)));
        }
        byte[] whole = Files.readAllBytes(segment(written));
        for (int length = (int) before; length < whole.length; length++) {
            Path torn = Files.createDirectories(folder.resolve("torn" + length));
            Files.copy(written.resolve("JOURNAL"), torn.resolve("JOURNAL"));
            Files.write(segment(torn), java.util.Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(Samples.settings(torn, ONE_SEGMENT))) {
                assertThat(journal.nextSequence()).as("cut at %d", length).isEqualTo(1);
                assertThat(journal.damage()).isEmpty();
                assertThat(journal.notices()).hasSize(length == before ? 0 : 1);
                assertThat(journal.append(Samples.record("after")).sequence()).isEqualTo(1);
                assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
            }
        }
    }

    @Test
    void whenOneRecordsSourceFailsNoneOfItsCommitIsWrittenAndTheOthersAre() {
        Content broken = new Content() {
            private int opened;

            @Override
            public long size() {
                return 3 << 20;
            }

            @Override
            public java.io.InputStream open() throws IOException {
                if (opened++ > 0) {
                    throw new IOException("gone");
                }
                return new java.io.ByteArrayInputStream(new byte[3 << 20]);
            }
        };
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            journal.append(Samples.record("first"));
            List<NewRecord> records = new ArrayList<>(commit("x", 3));
            records.add(new NewRecord(RecordKind.PART, 1, 0, new byte[0], broken));
            assertThatThrownBy(() -> journal.appendAll(records))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("gone");
            assertThat(journal.append(Samples.record("second")).sequence()).isEqualTo(1);
            assertThat(journal.check().run(progress -> {}).intact()).isTrue();
        }
    }

    @Test
    void aRecordSaysBothWhatWasReceivedAndWhatIsStored() {
        byte[] received = Samples.content("r", 1000);
        byte[] stored = Samples.content("s", 300);
        byte[] sha = Digests.sha256().digest(received);
        NewRecord record = new NewRecord(
                RecordKind.DELIVERY,
                1,
                0,
                new byte[] {'m'},
                Content.of(stored),
                new NewRecord.Encoded(received.length, sha));
        try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
            Journal.Appended appended = journal.append(record);
            assertThat(appended.sha256()).isEqualTo(java.util.HexFormat.of().formatHex(sha));
            RecordHeader header = journal.read(0).orElseThrow().header();
            assertThat(header.encoded()).isTrue();
            assertThat(header.contentLength()).isEqualTo(1000);
            assertThat(header.contentSha256()).isEqualTo(sha);
            assertThat(header.stored().length()).isEqualTo(300);
            assertThat(header.stored().sha256()).isEqualTo(Digests.sha256().digest(stored));
            assertThat(journal.check().run(progress -> {}).intact()).isTrue();
        }
    }

    @Test
    void aJournalOfTheFirstFormatIsReadCheckedAndContinued() throws IOException {
        List<NewRecord> old = commit("old", 20);
        new OldSegment().write(folder, old);
        for (int life = 0; life < 2; life++) {
            try (Journal journal = Journal.open(Samples.settings(folder, ONE_SEGMENT))) {
                assertThat(journal.damage()).isEmpty();
                assertThat(journal.notices()).isEmpty();
                for (int i = 0; i < 20; i++) {
                    StoredRecord record = journal.read(i).orElseThrow();
                    assertThat(Samples.name(record)).isEqualTo("old" + i);
                    assertThat(Samples.bytes(record)).isEqualTo(Samples.content("old" + i, Samples.size("old" + i)));
                    assertThat(record.header().format()).isEqualTo(RecordFormat.V1);
                }
                assertThat(journal.append(Samples.record("new" + life)).sequence())
                        .isEqualTo(20 + life);
                assertThat(journal.find(Digests.fingerprint("old7"), any -> true))
                        .hasValueSatisfying(
                                found -> assertThat(found.sequence()).isEqualTo(7));
                assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
            }
        }
        assertThat(folder.resolve(SegmentHeader.fileName(20))).exists();
        assertThat(folder.resolve(SegmentHeader.fileName(21))).doesNotExist();
    }

    private static List<NewRecord> commit(String prefix, int records) {
        return IntStream.range(0, records)
                .mapToObj(k -> Samples.record(prefix + k))
                .toList();
    }

    private static Path segment(Path folder) {
        return folder.resolve(SegmentHeader.fileName(0));
    }
}
