package io.tradepost.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.content.ContentFixture;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.FaultyFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.payload.Payloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureDeskTest {
    private static final int THREADS = 16;
    private static final int KEYS = 120;

    @TempDir
    Path folder;

    @Test
    void sixteenThreadsWithTheSameKeysArchiveEachOnce() throws InterruptedException {
        try (ContentFixture fixture = open(30_000)) {
            Journal journal = fixture.journal();
            CaptureDesk desk = desk(fixture);
            Map<String, Queue<Receipt>> receipts = all(desk);
            assertThat(journal.nextSequence()).isEqualTo(KEYS);
            receipts.forEach((key, queue) -> {
                assertThat(queue).hasSize(THREADS);
                assertThat(queue.stream().filter(receipt -> !receipt.repeated()))
                        .hasSize(1);
                assertThat(queue.stream().map(Receipt::id).distinct()).hasSize(1);
                assertThat(queue.stream().map(Receipt::sha256).distinct()).hasSize(1);
            });
        }
        try (ContentFixture fixture = open(30_000)) {
            Journal journal = fixture.journal();
            CaptureDesk desk = desk(fixture);
            Map<String, Queue<Receipt>> again = all(desk);
            assertThat(journal.nextSequence()).as("after reopening, too").isEqualTo(KEYS);
            assertThat(again.values()).allMatch(queue -> queue.stream().allMatch(Receipt::repeated));
        }
    }

    @Test
    void keepsBothWhenTwoKeysShareBytes() {
        try (ContentFixture fixture = open(1 << 20)) {
            CaptureDesk desk = desk(fixture);
            byte[] bytes = Mails.plain("a@x.example", "b@y.example", "same", "same");
            Receipt one = desk.capture(Mails.delivery("one", bytes));
            Receipt two = desk.capture(Mails.delivery("two", bytes));
            assertThat(two.repeated()).isFalse();
            assertThat(two.id()).isNotEqualTo(one.id());
            assertThat(two.sha256())
                    .isEqualTo(one.sha256())
                    .isEqualTo(
                            java.util.HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
        }
    }

    @Test
    void aRetryAfterAFailureArchivesOnce() {
        FaultyFiles files = new FaultyFiles(5);
        try (ContentFixture fixture = ContentFixture.open(folder, 1 << 20, files)) {
            CaptureDesk desk = desk(fixture);
            files.fail(0.5, FaultyFiles.Fault.SYNC_ERROR, FaultyFiles.Fault.SHORT_WRITE);
            for (int i = 0; i < 50; i++) {
                captureUntilDone(desk, "key" + i);
                captureUntilDone(desk, "key" + i);
            }
            files.fail(0);
            assertThat(fixture.journal().nextSequence()).isEqualTo(50);
        }
    }

    @Test
    void hostileEnvelopesComeBackAsTheyWere() {
        String odd = "a\u0000b\ud83d\"\\\n\ud83d\ude00中@x";
        try (ContentFixture fixture = open(1 << 20)) {
            Journal journal = fixture.journal();
            Delivery delivery = Mails.delivery(
                    odd,
                    odd,
                    List.of(odd, "x".repeat(200_000)),
                    Clock.systemUTC().instant(),
                    new byte[0]);
            Receipt receipt = desk(fixture).capture(delivery);
            Delivery back = Payloads.delivery(journal.read(receipt.sequence()).orElseThrow())
                    .delivery();
            assertThat(back.key()).isEqualTo(odd);
            assertThat(back.envelope()).isEqualTo(delivery.envelope());
            assertThat(back.session()).isEqualTo(delivery.session());
            assertThat(back.receivedAt()).isEqualTo(delivery.receivedAt());
            assertThat(desk(fixture).capture(delivery).repeated()).isTrue();
        }
    }

    private static void captureUntilDone(CaptureDesk desk, String key) {
        while (true) {
            try {
                desk.capture(Mails.delivery(key, key.getBytes(StandardCharsets.UTF_8)));
                return;
            } catch (ArchiveException e) {
                assertThat(e.isTemporary()).isTrue();
            }
        }
    }

    private static Map<String, Queue<Receipt>> all(CaptureDesk desk) throws InterruptedException {
        Map<String, Queue<Receipt>> receipts = new ConcurrentHashMap<>();
        Set<Thread> threads = java.util.stream.IntStream.range(0, THREADS)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < KEYS; i++) {
                        String key = "queue-" + i;
                        receipts.computeIfAbsent(key, none -> new ConcurrentLinkedQueue<>())
                                .add(desk.capture(Mails.delivery(key, new byte[i * 7])));
                    }
                }))
                .collect(Collectors.toSet());
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return receipts;
    }

    private ContentFixture open(long segmentBytes) {
        return ContentFixture.open(folder, segmentBytes, new DiskFiles());
    }

    private static CaptureDesk desk(ContentFixture fixture) {
        return new CaptureDesk(fixture.journal(), fixture.store());
    }
}
