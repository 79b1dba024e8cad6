package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who was told of content and may not have referred to it yet. Whoever wants to let content go first sees to it that it is
 * handed out no more, then waits here for those who began before, and then asks who refers to it: that answer is final.
 * Nobody who begins later waits for anything.
 */
final class Underway {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Set<CountDownLatch> begun = ConcurrentHashMap.newKeySet();

    MailContents.Hold begin() {
        CountDownLatch mine = new CountDownLatch(1);
        begun.add(mine);
        return () -> {
            begun.remove(mine);
            mine.countDown();
        };
    }

    /** Returns when all who began before have ended; a temporary failure if one of them takes minutes. */
    void awaitEarlier() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (CountDownLatch earlier : List.copyOf(begun)) {
            try {
                if (!earlier.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw ArchiveException.temporary(
                            "a message is being put into a mailbox for minutes; try again later",
                            new TimeoutException(PATIENCE.toString()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ArchiveException.temporary("interrupted while waiting", e);
            }
        }
    }
}
