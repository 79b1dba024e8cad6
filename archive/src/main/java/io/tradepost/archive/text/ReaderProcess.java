package io.tradepost.archive.text;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ExtractionSettings;
import io.tradepost.extract.wire.Answer;
import io.tradepost.extract.wire.Frames;
import io.tradepost.extract.wire.Question;
import io.tradepost.extract.wire.Unread;
import io.tradepost.extract.wire.WireException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A child process that reads documents, started when first needed and again after each death. Whatever it does, a question
 * is answered within the time that is allowed. For one thread at a time.
 *
 * <p>A read from a pipe can't be given a time limit; but it ends when the process at the other end does. So the clock kills
 * the process, and the reader finds the pipe closed.
 */
final class ReaderProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** What leaks in libraries goes with the process. */
    private static final int MOST_DOCUMENTS = 2000;
    /** Of a virtual machine that was told to end when memory runs out. */
    private static final int OUT_OF_MEMORY = 3;

    private final ExtractionSettings settings;
    private final ReaderCommand command;
    private final ScheduledExecutorService clock;
    private volatile Optional<Running> running = Optional.empty();
    private long lastId;
    private int asked;

    /** A process that is up. */
    private record Running(Process process, InputStream in, OutputStream out) {
        /**
         * Ends it and waits until it is gone; its exit status if it ended by itself.
         *
         * @param dying whether it seems to be doing so
         */
        OptionalLong end(boolean dying) {
            boolean alreadyDead = false;
            try {
                // A process that ends by itself closes its pipes a moment before it can be waited for.
                alreadyDead = dying && process.waitFor(2, TimeUnit.SECONDS);
                process.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            return alreadyDead ? OptionalLong.of(process.exitValue()) : OptionalLong.empty();
        }
    }

    ReaderProcess(ExtractionSettings settings, ReaderCommand command, ScheduledExecutorService clock) {
        this.settings = settings;
        this.command = command;
        this.clock = clock;
    }

    /**
     * What could be read of a document, or why nothing could.
     *
     * @throws ArchiveException temporary, if the program can't even be started
     */
    AttachmentText read(String name, String type, byte[] document, int mostText) {
        Attempt first = attempt(name, type, document, mostText);
        // A death may be the machine's fault, or an earlier document's; a second one is this document's.
        Attempt last = first.died() ? attempt(name, type, document, mostText) : first;
        return last.text();
    }

    private record Attempt(AttachmentText text, boolean died) {
        static Attempt failed(Unread reason) {
            return new Attempt(new AttachmentText("", Set.of(reason)), reason == Unread.CRASHED);
        }
    }

    private Attempt attempt(String name, String type, byte[] document, int mostText) {
        Running child = started();
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = killAfter(child, Duration.ofSeconds(settings.seconds()), late);
        long id = ++lastId;
        try {
            Frames.ask(new Question(id, name, type, mostText, settings.maxBytes() * 8, document), child.out());
            Answer answer = Frames.readAnswer(child.in(), id, mostText);
            if (++asked >= MOST_DOCUMENTS) {
                close();
            }
            return new Attempt(
                    new AttachmentText(io.tradepost.archive.mime.CleanText.of(answer.text()), answer.unread()), false);
        } catch (IOException e) {
            OptionalLong status = child.end(!(e instanceof WireException));
            forget(child);
            if (late.get()) {
                return Attempt.failed(Unread.TIMED_OUT);
            }
            return Attempt.failed(
                    status.equals(OptionalLong.of(OUT_OF_MEMORY)) ? Unread.OUT_OF_MEMORY : Unread.CRASHED);
        } finally {
            alarm.cancel(false);
        }
    }

    private Running started() {
        Optional<Running> up = running.filter(one -> one.process().isAlive());
        if (up.isPresent()) {
            return up.get();
        }
        close();
        try {
            Process process = command.start(settings.memoryMegabytes());
            Running child = new Running(
                    process,
                    new BufferedInputStream(process.getInputStream(), 64 << 10),
                    new BufferedOutputStream(process.getOutputStream(), 64 << 10));
            running = Optional.of(child);
            ScheduledFuture<?> alarm = killAfter(child, START, new AtomicBoolean());
            try {
                Frames.awaitGreeting(child.in());
            } finally {
                alarm.cancel(false);
            }
            asked = 0;
            return child;
        } catch (IOException e) {
            close();
            throw ArchiveException.temporary("the program that reads attachments does not start: " + e.getMessage(), e);
        }
    }

    private ScheduledFuture<?> killAfter(Running child, Duration time, AtomicBoolean late) {
        return clock.schedule(
                () -> {
                    late.set(true);
                    child.process().destroyForcibly();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Whether a process is up. */
    boolean isUp() {
        return running.isPresent();
    }

    private void forget(Running child) {
        running = running.filter(one -> !one.equals(child));
        command.tidy();
    }

    /** Ends the process, also in the middle of a document; a later question starts another. */
    @Override
    public void close() {
        running.ifPresent(child -> {
            child.end(false);
            forget(child);
        });
    }
}
