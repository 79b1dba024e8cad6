package io.tradepost.archive.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.keys.KeySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that goes for good, its parts, and the space that it took. */
class ReleaserTest {
    private static final int SEGMENT = 64 << 10;

    @TempDir
    Path folder;

    private Journal journal;
    private ContentKeys keys;
    private ContentStore store;
    private Releaser releaser;

    @BeforeEach
    void open() {
        DiskFiles files = new DiskFiles();
        journal = Journal.open(
                new JournalSettings(folder.resolve("journal"), SEGMENT, Clock.systemUTC(), files).allowingToForget());
        keys = ContentKeys.open(
                KeySettings.in(folder.resolve("keys")), journal.id(), ContentStore.newestSlot(journal), files);
        store = new ContentStore(journal, keys, folder.resolve("spool"), files);
        releaser = new Releaser(journal, keys, store);
    }

    @AfterEach
    void close() {
        journal.close();
        keys.close();
    }

    private void reopen() {
        close();
        open();
    }

    private long put(byte[] message) {
        return store.append(new NewRecord(
                        RecordKind.MAIL, 1, 0, "{}".getBytes(StandardCharsets.UTF_8), Content.of(message)))
                .sequence();
    }

    private byte[] get(long sequence) {
        return ContentFixture.bytes(journal.read(sequence).orElseThrow().content());
    }

    private static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A message whose attachment is that of every message with the same seed. */
    private static byte[] message(String subject, int attached, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("Subject: " + subject + "\r\n\r\ntext\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(Base64.getMimeEncoder().encode(random(attached, size)));
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".tpj"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aReleasedMessageIsUnreadableAndOthersStay() {
        byte[] stays = message("stays", 1, 9000);
        long gone = put(message("gone", 2, 9000));
        long other = put(stays);

        assertThat(releaser.release(List.of(gone))).isEqualTo(new Releaser.Released(1, 1, 0));

        assertThatThrownBy(() -> get(gone)).isInstanceOf(ArchiveException.class).hasMessageContaining("disposed");
        assertThat(get(other)).isEqualTo(stays);
        assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
    }

    @Test
    void aSharedPartGoesWithTheLastMessageThatNeedsItEvenAcrossAStart() {
        byte[] second = message("second", 7, 9000);
        long first = put(message("first", 7, 9000));
        long other = put(second);
        assertThat(releaser.release(List.of(first)).parts()).isZero();
        assertThat(get(other)).isEqualTo(second);
        reopen();
        assertThat(releaser.release(List.of(first)).messages())
                .as("repeating is harmless")
                .isZero();
        byte[] third = message("third", 7, 9000);
        long late = put(third);
        assertThat(releaser.release(List.of(other)).parts()).isZero();
        assertThat(get(late)).isEqualTo(third);

        assertThat(releaser.release(List.of(late))).isEqualTo(new Releaser.Released(1, 1, 0));
        assertThat(releaser.living()).isZero();
        byte[] again = message("again", 7, 9000);
        assertThat(get(put(again))).as("stored anew").isEqualTo(again);
    }

    @Test
    void aPartWhoseLastMessageWentRightBeforeACrashGoesWithTheNextRelease() {
        long first = put(message("first", 3, 9000));
        long other = put(message("other", 4, 9000));
        long slot = ContentStore.prefix(journal.read(first).orElseThrow()).slot();
        keys.destroy(List.of(slot));
        reopen();

        assertThat(releaser.release(List.of(other))).isEqualTo(new Releaser.Released(1, 2, 0));
        assertThat(releaser.living()).isZero();
    }

    @Test
    void aSealedSegmentGivesItsSpaceBackWithItsLastContent() throws IOException {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(put(message("m" + i, 100 + i, 9000)));
        }
        assertThat(segments()).hasSizeGreaterThan(4);
        byte[] last = get(all.getLast());
        Path newest = segments().getLast();
        long freed = all.getLast();
        Releaser.Released released = releaser.release(all.subList(0, all.size() - 1));
        assertThat(released.segments()).isGreaterThan(3);
        long next = journal.nextSequence();

        reopen();
        assertThat(segments()).contains(newest).hasSizeLessThan(3);
        assertThat(journal.nextSequence()).as("no number is given out again").isEqualTo(next);
        assertThat(get(freed)).isEqualTo(last);
        assertThat(journal.read(all.getFirst())).isEmpty();
        assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
        assertThat(journal.damage()).isEmpty();
        byte[] more = message("more", 100, 9000);
        assertThat(get(put(more))).isEqualTo(more);
    }

    @Test
    void evidenceForgetsNothing() {
        for (int i = 0; i < 40; i++) {
            put(message("m" + i, 100 + i, 9000));
        }
        close();
        journal = Journal.open(JournalSettings.of(folder.resolve("journal"), SEGMENT, Clock.systemUTC()));
        assertThatThrownBy(() -> journal.forget(journal.sealed().getFirst()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("evidence");
    }

    @Test
    void aSegmentThatGoesMissingIsMissedAndOneThatAnotherJournalLetGoOfIsToo() throws IOException {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(put(message("m" + i, 100 + i, 9000)));
        }
        releaser.release(all.subList(0, all.size() / 2));
        close();
        journal = Journal.open(JournalSettings.of(folder.resolve("journal"), SEGMENT, Clock.systemUTC()));
        assertThat(journal.check().run(progress -> {}).problems())
                .as("a note does not excuse evidence")
                .isNotEmpty();
    }
}
