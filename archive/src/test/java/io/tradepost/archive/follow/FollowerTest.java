package io.tradepost.archive.follow;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How records are gathered; that none is lost is what the tests of catalog and index show. */
class FollowerTest {
    private static final int FULL = 500;
    private static final Duration VERY_LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private Journal journal;
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    private final FollowerTarget target = new FollowerTarget() {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public long next() {
            return 0;
        }

        @Override
        public void apply(List<StoredRecord> records, long next) {
            batches.add(records.size());
        }

        @Override
        public void idle() {
            // Nothing is left for later.
        }
    };

    @BeforeEach
    void open() {
        journal = Journal.open(JournalSettings.of(folder, 1 << 28, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aFullBatchIsTakenHoweverLongItMightGather() {
        try (Follower follower = new Follower(journal, target, new Follower.Linger(VERY_LONG, VERY_LONG))) {
            follower.start();
            append(FULL - 1);
            assertThat(batches).isEmpty();
            append(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> follower.next() == FULL);
            assertThat(batches).containsExactly(FULL);
        }
    }

    @Test
    @Timeout(60)
    void whoeverEndsItDoesNotWaitUntilItHasGathered() {
        try (Follower follower = new Follower(journal, target, new Follower.Linger(VERY_LONG, VERY_LONG))) {
            follower.start();
            append(1);
        }
        assertThat(batches.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void whatComesAloneIsTakenAtOnce() {
        try (Follower follower = new Follower(journal, target, new Follower.Linger(Duration.ZERO, VERY_LONG))) {
            follower.start();
            append(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> follower.next() == 1);
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(
                    Payloads.audit(new AuditEvent(Instant.EPOCH, "who", "", "", "act", "target", "done", Map.of())));
        }
    }
}
