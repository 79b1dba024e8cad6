package io.tradepost.mailbox.search;

import io.tradepost.mailbox.MailboxStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages into the index behind the back of whoever delivers, on a thread of its own. What it could not do, because too
 * much came at once or the store was away, is found when all mailboxes are compared with the index: at the start, and
 * whenever something was missed.
 */
final class IndexFeeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeeder.class);
    private static final int LONGEST_LINE = 10_000;
    private static final int BATCH = 500;
    private static final Duration SHOW = Duration.ofSeconds(5);
    private static final Duration COMMIT = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration UNREADABLE_AGAIN = Duration.ofMinutes(10);

    private final StoreReader store;
    private final TextIndex index;
    private final Intake intake;
    private final LinkedBlockingQueue<Work> line = new LinkedBlockingQueue<>(LONGEST_LINE);
    /** Looked after now and then only: a message that is moved goes and comes. */
    private final ConcurrentLinkedQueue<Long> gone = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean compare = true;
    private final AtomicLong compareAt = new AtomicLong();
    private long notBefore = System.nanoTime();
    private long committed = System.nanoTime();
    private long shown = System.nanoTime();
    private long lookedAgain = System.nanoTime();
    private boolean uncommitted;

    IndexFeeder(StoreReader store, TextIndex index, Intake intake) {
        this.store = store;
        this.index = index;
        this.intake = intake;
        this.thread = Thread.ofPlatform().name("mailbox-index").daemon(true).unstarted(this::run);
    }

    /** A message to be read. */
    private record Work(MailboxId mailbox, Intake.Message message) {}

    void start() {
        thread.start();
    }

    /** Puts a message in line; never waits. */
    void read(MailboxId mailbox, long uid, long message) {
        if (!index.has(message) && !line.offer(new Work(mailbox, new Intake.Message(uid, message)))) {
            missed();
        }
    }

    /** A mailbox has let go of a message; the index does so too where no other mailbox has it. */
    void perhapsGone(long message) {
        gone.add(message);
    }

    /** Something was not heard of: everything is compared again. */
    void missed() {
        compare = true;
    }

    /** Messages went without a word: all is compared in a while, once for as many times as that happens meanwhile. */
    void compareSoon() {
        compareAt.compareAndSet(0, System.nanoTime() + SOON.toNanos());
    }

    private boolean isDue() {
        long at = compareAt.get();
        if (at != 0 && System.nanoTime() - at >= 0) {
            compareAt.set(0);
            compare = true;
        }
        if (System.nanoTime() - notBefore < 0) {
            return false;
        }
        if (index.mend()) {
            compare = true;
        }
        return compare;
    }

    private void run() {
        while (!closing) {
            try {
                if (isDue()) {
                    compare = false;
                    compareAll();
                }
                List<Work> batch = new ArrayList<>(BATCH);
                Optional.ofNullable(line.poll(500, TimeUnit.MILLISECONDS)).ifPresent(batch::add);
                line.drainTo(batch, BATCH);
                read(batch);
                show(!batch.isEmpty());
                tryUnreadableAgain();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the mailboxes' index could not take in what came; it is tried again", e);
                notBefore = System.nanoTime() + AGAIN.toNanos();
                compare = true;
            }
        }
    }

    private void show(boolean changed) {
        uncommitted |= changed;
        // Whoever searches has all shown; each time it is done, a file is written that must be merged with others.
        if (System.nanoTime() - shown > SHOW.toNanos()) {
            index.show();
            shown = System.nanoTime();
        }
        boolean due = System.nanoTime() - committed > COMMIT.toNanos();
        if (due && (uncommitted || !gone.isEmpty())) {
            letGo();
            index.commit();
            committed = System.nanoTime();
            uncommitted = false;
        }
    }

    private void letGo() {
        for (Long message = gone.poll(); message != null; message = gone.poll()) {
            if (!store.exists(message)) {
                index.remove(message);
            }
        }
    }

    private void read(List<Work> batch) {
        Map<MailboxId, List<Intake.Message>> byMailbox = new LinkedHashMap<>();
        for (Work work : batch) {
            byMailbox.computeIfAbsent(work.mailbox(), none -> new ArrayList<>()).add(work.message());
        }
        byMailbox.forEach((id, messages) -> store.mailbox(id).ifPresent(mailbox -> intake.take(mailbox, messages)));
    }

    private void tryUnreadableAgain() {
        if (System.nanoTime() - lookedAgain > UNREADABLE_AGAIN.toNanos()) {
            lookedAgain = System.nanoTime();
            if (intake.forgetUnreadable()) {
                compare = true;
            }
        }
    }

    /** Takes in what the store has and the index has not, and takes out what the store has no more. */
    private void compareAll() {
        IdSet before = new IdSet();
        index.messages().forEach(before::add);
        long read = 0;
        for (Mailbox mailbox : store.mailboxes()) {
            List<Intake.Message> missing = new ArrayList<>();
            store.entries(mailbox, entry -> {
                before.remove(entry.message());
                if (intake.lacks(entry.message())) {
                    missing.add(new Intake.Message(entry.uid(), entry.message()));
                }
            });
            for (int from = 0; from < missing.size() && !closing; from += BATCH) {
                intake.take(mailbox, missing.subList(from, Math.min(missing.size(), from + BATCH)));
                show(true);
            }
            read += missing.size();
        }
        if (closing) {
            return;
        }
        // One that was moved meanwhile may have been met nowhere.
        before.forEach(gone::add);
        letGo();
        if (read > 0) {
            index.show();
            index.commit();
            LOG.info("the mailboxes' index has taken in {} messages that it lacked", read);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MailboxStoreException.temporary("interrupted while the index was closed", e);
        }
    }
}
