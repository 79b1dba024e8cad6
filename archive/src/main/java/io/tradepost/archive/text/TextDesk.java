package io.tradepost.archive.text;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ExtractionHealth;
import io.tradepost.archive.ExtractionSettings;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.mime.DocumentBytes;
import io.tradepost.archive.mime.Fingerprint;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.extract.wire.Unread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that read what waits, one process each. They take their time; nothing waits for them. */
public final class TextDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TextDesk.class);
    /** Characters kept of one attachment. */
    static final int MOST_TEXT = 2 << 20;

    private static final long LOOK_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long IDLE_NANOS = 60_000_000_000L;

    private final ExtractionSettings settings;
    private final Journal journal;
    private final WaitingMessages messages;
    private final TextStore store;
    private final Backlog backlog;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reader-alarm").factory());
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closing;

    /**
     * @param scratch folder for files of the processes
     */
    public TextDesk(
            ExtractionSettings settings, Journal journal, WaitingMessages messages, TextStore store, Path scratch) {
        this.settings = settings;
        this.journal = journal;
        this.messages = messages;
        this.store = store;
        this.backlog = new Backlog(messages, System::nanoTime);
        Optional<Path> programs = settings.programs();
        for (int i = 1; programs.isPresent() && i <= settings.processes(); i++) {
            ReaderCommand command = new ReaderCommand(programs.get(), scratch.resolve("reader-" + i));
            command.tidy();
            workers.add(new Worker(i, new ReaderProcess(settings, command, alarms)));
        }
    }

    /** Begins to read what waits. */
    public void start() {
        workers.forEach(worker -> worker.thread.start());
    }

    /** How it goes. */
    public ExtractionHealth health() {
        String state = settings.enabled()
                ? workers.stream()
                        .map(worker -> worker.state)
                        .filter(one -> !one.equals("ok"))
                        .findFirst()
                        .orElse("ok")
                : "off";
        return new ExtractionHealth(state, messages.countWaiting(), read.get(), refused.get());
    }

    /** Ends at once, also in the middle of a document, which is read again another time. */
    @Override
    public void close() {
        closing = true;
        workers.forEach(worker -> worker.process.close());
        boolean interrupted = false;
        for (Worker worker : workers) {
            // Never interrupted, as the followers: an interrupt closes the file channel that a thread is in.
            while (worker.thread.isAlive()) {
                try {
                    worker.thread.join(50);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                worker.process.close();
            }
        }
        alarms.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the documents of one message that were never read. */
    private void look(long sequence, ReaderProcess process) {
        Optional<StoredRecord> record = journal.read(sequence);
        if (record.isEmpty()) {
            backlog.hopeless(sequence);
            return;
        }
        Reading reading = new Reading(process);
        MessageParser.parse(record.get().content(), reading);
        if (reading.failure.isPresent()) {
            throw reading.failure.get();
        }
        if (!closing) {
            messages.again(sequence);
            backlog.done(sequence);
        }
    }

    /** Reads the documents of a message as they come by. The parser takes no failure out of itself, so one is kept here. */
    private final class Reading implements DocumentBytes {
        private final ReaderProcess process;
        private Optional<RuntimeException> failure = Optional.empty();

        Reading(ReaderProcess process) {
            this.process = process;
        }

        @Override
        public Fingerprint take(String name, String type, InputStream in) throws IOException {
            Head head = Head.of(in, settings.maxBytes());
            if (!closing
                    && failure.isEmpty()
                    && store.state(head.fingerprint.sha256()).isEmpty()) {
                try {
                    read(name, type, head);
                } catch (RuntimeException e) {
                    failure = Optional.of(e);
                }
            }
            return head.fingerprint;
        }

        private void read(String name, String type, Head head) {
            AttachmentText text = head.whole
                    ? process.read(name, type, head.bytes, MOST_TEXT)
                    : new AttachmentText("", Set.of(Unread.TOO_LARGE));
            if (closing) {
                // The process was ended under the document, which says nothing about the document.
                return;
            }
            store.put(head.fingerprint, text);
            read.incrementAndGet();
            if (!text.unread().isEmpty()) {
                refused.incrementAndGet();
            }
        }
    }

    /** The bytes of a document as far as they are read, and the fingerprint of all of them. */
    private record Head(byte[] bytes, boolean whole, Fingerprint fingerprint) {
        static Head of(InputStream in, long most) throws IOException {
            Fingerprint.Making making = new Fingerprint.Making();
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] block = new byte[16 << 10];
            boolean whole = true;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                making.add(block, count);
                whole &= kept.size() + count <= most;
                if (whole) {
                    kept.write(block, 0, count);
                }
            }
            return new Head(whole ? kept.toByteArray() : new byte[0], whole, making.finish());
        }
    }

    private final class Worker {
        private final ReaderProcess process;
        private final Thread thread;
        private volatile String state = "ok";
        private long lastWork = System.nanoTime();

        Worker(int number, ReaderProcess process) {
            this.process = process;
            this.thread =
                    Thread.ofPlatform().daemon().name("attachments-" + number).unstarted(this::run);
        }

        private void run() {
            long pause = LOOK_MILLIS;
            while (!closing) {
                try {
                    if (step()) {
                        pause = LOOK_MILLIS;
                    } else {
                        pause(LOOK_MILLIS);
                    }
                } catch (RuntimeException | Error e) {
                    if (!closing && state.equals("ok")) {
                        LOG.warn("attachments can't be read now; tried again until they can", e);
                    }
                    state = String.valueOf(e.getMessage());
                    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
                    pause(pause);
                }
            }
            process.close();
        }

        /** Whether there was something to do. */
        private boolean step() {
            OptionalLong sequence = backlog.take();
            if (sequence.isEmpty()) {
                if (process.isUp() && System.nanoTime() - lastWork > IDLE_NANOS) {
                    process.close();
                }
                return false;
            }
            try {
                look(sequence.getAsLong(), process);
                state = "ok";
            } catch (ArchiveException e) {
                if (!e.isTemporary()) {
                    LOG.warn("the attachments of record {} can't be read", sequence.getAsLong(), e);
                    backlog.hopeless(sequence.getAsLong());
                    return true;
                }
                backlog.giveBack(sequence.getAsLong());
                throw e;
            } catch (RuntimeException | Error e) {
                backlog.hopeless(sequence.getAsLong());
                throw e;
            } finally {
                lastWork = System.nanoTime();
            }
            return true;
        }

        private void pause(long millis) {
            long end = System.nanoTime() + millis * 1_000_000;
            try {
                while (!closing && System.nanoTime() - end < 0) {
                    Thread.sleep(Math.min(millis, 20));
                }
            } catch (InterruptedException e) {
                LOG.debug("{} woken", thread.getName(), e);
            }
        }
    }
}
