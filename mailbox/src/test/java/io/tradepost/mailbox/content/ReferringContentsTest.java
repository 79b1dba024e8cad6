package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.mailbox.content.StoredMail.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes a reference and what is kept, and when it goes. */
class ReferringContentsTest {
    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = Store.open(folder);
    }

    private long capture(String key, byte[] bytes) {
        return Deliveries.capture(store.archive, key, store.clock.instant(), bytes);
    }

    @Test
    void aDeliveredMessageIsAReferenceForEachOfTwentyRecipients() {
        byte[] bytes = Deliveries.withAttachment("offer", 1, 200_000);
        long sequence = capture("m1", bytes);
        byte[] delivered = Deliveries.delivered(bytes);
        long before = store.onDisk("mailbox/journal");
        for (int i = 0; i < 20; i++) {
            StoredMail mail = store.keep("inbox" + i, delivered);
            assertThat(mail.place()).isEqualTo(Place.ARCHIVE);
            assertThat(mail.sequence()).isEqualTo(sequence);
            assertThat(mail.top()).hasSize(delivered.length - bytes.length);
        }
        assertThat(store.read("inbox7")).isEqualTo(delivered);
        assertThat(store.onDisk("mailbox/journal")).isEqualTo(before);
    }

    @Test
    void aHeaderTakenOutInTheMiddleIsNoReasonForACopy() {
        byte[] bytes = Deliveries.withAttachment("blind", 2, 50_000);
        capture("m1", bytes);
        byte[] without = new String(bytes, StandardCharsets.US_ASCII)
                .replace("Bcc: c@ours.example\r\n", "")
                .getBytes(StandardCharsets.US_ASCII);
        StoredMail mail = store.keep("inbox", Deliveries.delivered(without));
        assertThat(mail.place()).isEqualTo(Place.ARCHIVE);
        assertThat(store.read("inbox")).isEqualTo(Deliveries.delivered(without));

        StoredMail sent = store.keep("sent", bytes);
        assertThat(sent.place()).as("the copy that the sender's client files").isEqualTo(Place.ARCHIVE);
        assertThat(sent.top()).isEmpty();
        assertThat(store.read("sent")).isEqualTo(bytes);
    }

    @Test
    void aMessageThatIsDeliveredAfterARestartIsFoundByItsMessageId() {
        byte[] bytes = Deliveries.withAttachment("late", 3, 50_000);
        long sequence = capture("m1", bytes);
        reopen();
        store.archive.awaitFollowers(Duration.ofSeconds(60));
        StoredMail mail = store.keep("inbox", Deliveries.delivered(bytes));
        assertThat(mail.place()).isEqualTo(Place.ARCHIVE);
        assertThat(mail.sequence()).isEqualTo(sequence);
        assertThat(store.read("inbox")).isEqualTo(Deliveries.delivered(bytes));
    }

    @Test
    void twoMessagesThatShareAMessageIdAreNotMixedUp() {
        byte[] one = Deliveries.withAttachment("same", 4, 5_000);
        byte[] other = new String(one, StandardCharsets.US_ASCII)
                .replace("Text of", "Text OF")
                .getBytes(StandardCharsets.US_ASCII);
        capture("m1", one);
        reopen();
        store.archive.awaitFollowers(Duration.ofSeconds(60));
        assertThat(store.keep("a", other).place()).isEqualTo(Place.MAILBOX);
        assertThat(store.read("a")).isEqualTo(other);
    }

    @Test
    void whatIsAppendedTwiceIsKeptOnceAndGoesWithTheLast() {
        byte[] draft = Deliveries.withAttachment("draft", 5, 50_000);
        StoredMail first = store.keep("a", draft);
        StoredMail second = store.keep("b", draft);
        assertThat(first.place()).isEqualTo(Place.MAILBOX);
        assertThat(second).isEqualTo(first);
        store.release("a");
        assertThat(store.read("b")).isEqualTo(draft);
        store.release("b");
        assertThatThrownBy(() -> Store.bytes(store.contents.read(first)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("disposed");
        StoredMail again = store.keep("c", draft);
        assertThat(again.sequence()).isNotEqualTo(first.sequence());
        assertThat(store.read("c")).isEqualTo(draft);
    }

    @Test
    void expungeNeverTouchesTheArchive() {
        byte[] bytes = Deliveries.withAttachment("kept", 6, 5_000);
        long sequence = capture("m1", bytes);
        store.keep("inbox", Deliveries.delivered(bytes));
        store.release("inbox");
        assertThat(Store.bytes(store.archive.shared().delivery(sequence).orElseThrow()))
                .isEqualTo(bytes);
    }

    @Test
    void theSpaceOfReleasedMailComesBack() {
        for (int i = 0; i < 60; i++) {
            store.keep("m" + i, Deliveries.withAttachment("big " + i, 100 + i, 30_000));
        }
        long full = store.onDisk("mailbox/journal");
        for (int i = 0; i < 59; i++) {
            store.release("m" + i);
        }
        assertThat(store.onDisk("mailbox/journal")).isLessThan(full / 4);
        assertThat(store.read("m59")).isEqualTo(Deliveries.withAttachment("big 59", 159, 30_000));
        reopen();
        assertThat(store.read("m59")).isEqualTo(Deliveries.withAttachment("big 59", 159, 30_000));
        assertThat(store.own.journal().check().run(progress -> {}).problems()).isEmpty();
    }

    @Test
    void whatWasKeptButNeverReferredToIsLetGoOfWhenMended() {
        store.keep("stays", Deliveries.withAttachment("stays", 7, 5_000));
        StoredMail lost = store.keep("lost", Deliveries.withAttachment("lost", 8, 5_000));
        store.rows.delete("lost");
        store.departures.mend();
        assertThat(store.own.mended()).isEqualTo(store.own.end());
        assertThat(store.read("stays")).isEqualTo(Deliveries.withAttachment("stays", 7, 5_000));
        assertThatThrownBy(() -> Store.bytes(store.contents.read(lost))).isInstanceOf(ArchiveException.class);
    }

    @Test
    void ofManyWhoKeepAndLetGoOfTheSameBytesAtOnceNobodyLosesThem() {
        List<byte[]> shared = List.of(
                Deliveries.withAttachment("one", 20, 5_000),
                Deliveries.withAttachment("two", 20, 5_000),
                Deliveries.withAttachment("three", 21, 5_000));
        IntStream.range(0, 4).parallel().forEach(worker -> {
            for (int i = 0; i < 60; i++) {
                byte[] bytes = shared.get((worker + i) % shared.size());
                String name = worker + "-" + i;
                store.keep(name, bytes);
                assertThat(store.read(name)).isEqualTo(bytes);
                store.release(name);
            }
        });
        assertThat(store.own.living(0, store.own.end())).isEmpty();
    }

    @Test
    void aMessageReadInPiecesIsDecodedOnce() throws IOException {
        byte[] bytes = Deliveries.withAttachment("pieces", 9, 3_000_000);
        store.keep("a", bytes);
        StoredMail mail = store.rows.find("a").orElseThrow();
        for (int at = 0; at < bytes.length; at += 500_000) {
            try (InputStream in = store.contents.read(mail).open()) {
                in.skipNBytes(at);
                byte[] piece = in.readNBytes(10_000);
                assertThat(piece)
                        .isEqualTo(java.util.Arrays.copyOfRange(bytes, at, Math.min(at + 10_000, bytes.length)));
            }
        }
        assertThat(store.read("a")).isEqualTo(bytes);
    }
}
