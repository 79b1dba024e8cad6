package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.SegmentSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of sealed segments does. */
abstract class SegmentStoreContract {
    @TempDir
    Path folder;

    /** A store that keeps things apart from the given folder. */
    abstract SegmentStore store() throws IOException;

    /** Tries everything that somebody with all rights in the store can do to what is kept. */
    abstract void attack(KeptSegment kept) throws IOException;

    @Test
    void givesBackEveryRangeOfWhatItKeeps() throws IOException {
        Path file = segment("journal", 5 << 20);
        byte[] bytes = Files.readAllBytes(file);
        try (SegmentStore store = store()) {
            KeptSegment kept = store.keep(file);
            assertThat(kept.bytes()).isEqualTo(bytes.length);
            assertThat(kept.name()).isEqualTo(String.valueOf(file.getFileName()));
            Random random = new Random(5);
            SegmentSource source = store.source(kept);
            assertThat(source.size()).isEqualTo(bytes.length);
            assertThat(source.exists()).isTrue();
            try (SegmentSource.Reader in = source.open()) {
                for (int i = 0; i < 60; i++) {
                    int from = random.nextInt(bytes.length);
                    int length = random.nextInt(Math.min(2 << 20, bytes.length - from) + 1);
                    assertThat(in.bytes(from, length)).isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
                }
                assertThat(in.read(bytes.length, new byte[1], 0, 1)).isEqualTo(-1);
            }
        }
    }

    @Test
    void keepingASegmentAgainIsTheSame() throws IOException {
        Path file = segment("journal", 100_000);
        try (SegmentStore store = store()) {
            KeptSegment first = store.keep(file);
            assertThat(store.keep(file)).isEqualTo(first);
        }
    }

    @Test
    void refusesOtherBytesUnderANameThatItKeeps() throws IOException {
        Path file = segment("journal", 100_000);
        try (SegmentStore store = store()) {
            store.keep(file);
            byte[] changed = Files.readAllBytes(file);
            changed[5000]++;
            Files.write(file, changed);
            assertThatThrownBy(() -> store.keep(file))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("changed")
                    .satisfies(e ->
                            assertThat(((ArchiveException) e).isTemporary()).isFalse());
        }
    }

    @Test
    void keepsTwoJournalsApart() throws IOException {
        Path one = segment("one", 50_000);
        Path two = segment("two", 50_000);
        try (SegmentStore first = store()) {
            KeptSegment kept = first.keep(one);
            assertThat(kept.journal()).isNotEqualTo(KeptSegment.of(two).journal());
        }
    }

    @Test
    void aNoteSaysAllThatIsNeededToFindItAgain() throws IOException {
        Path file = segment("journal", 80_000);
        Path note = KeptSegment.noteOf(file);
        try (SegmentStore store = store()) {
            KeptSegment kept = store.keep(file);
            kept.write(note, new DiskFiles());
            assertThat(KeptSegment.read(note)).isEqualTo(kept);
        }
        try (SegmentStore store = store();
                SegmentSource.Reader in = store.source(KeptSegment.read(note)).open()) {
            assertThat(in.bytes(0, 80_000)).isEqualTo(Arrays.copyOf(Files.readAllBytes(file), 80_000));
        }
    }

    @Test
    void whatItKeepsWithstandsAnAttack() throws IOException {
        Path file = segment("journal", 200_000);
        byte[] bytes = Files.readAllBytes(file);
        try (SegmentStore store = store()) {
            KeptSegment kept = store.keep(file);
            attack(kept);
        }
        try (SegmentStore store = store();
                SegmentSource.Reader in = store.source(store.keep(file)).open()) {
            assertThat(in.bytes(0, bytes.length)).isEqualTo(bytes);
        }
    }

    /** A sealed segment of a new journal, at least so large. */
    Path segment(String name, int bytes) throws IOException {
        Path place = folder.resolve(name);
        try (Journal journal = Journal.open(JournalSettings.of(place, bytes, Clock.systemUTC()))) {
            byte[] content = new byte[bytes];
            new Random(bytes).nextBytes(content);
            journal.append(new NewRecord(RecordKind.DELIVERY, 1, 0, new byte[0], Content.of(content)));
            journal.append(NewRecord.of(RecordKind.AUDIT, 1, new byte[0]));
            Path sealed = journal.sealedHere().getFirst();
            assertThat(Files.getPosixFilePermissions(sealed))
                    .as("sealed segments are read-only")
                    .doesNotContain(java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
            return sealed;
        }
    }
}
