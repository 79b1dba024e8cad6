package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports that are made in the background, one after the other, as ZIP files in the archive's own folder, to be fetched
 * later. What a stop or a crash interrupts goes on at the next start. Their files take disk space, so they are listed, can be
 * discarded, and go by themselves after some time.
 */
public final class ExportJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportJobs.class);
    private static final long TIDY_MILLIS = 3_600_000;
    private static final Reader SERVER = new Reader("server", "server", "export", Reader.Scope.ALL);

    private final Exports exports;
    private final BundleShelf shelf;
    private final Map<ExportId, ExportJob> jobs = new ConcurrentHashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Thread worker = new Thread(this::work, "exports");
    private boolean closing;

    /** Keeps its files in this folder, and goes on with those that are not finished. */
    public ExportJobs(Exports exports, Path folder) {
        this.exports = exports;
        this.shelf = new BundleShelf(exports, folder);
        worker.setDaemon(true);
        try {
            shelf.unfinished().forEach(this::again);
        } catch (ArchiveException e) {
            LOG.warn("unfinished exports go on at the next start", e);
        }
        worker.start();
    }

    /** Begins an export. It is refused at once if the query can't be understood, else answered before it is made. */
    public ExportJob begin(Selection selection, Set<ExportFormat> formats, String purpose, Reader reader) {
        ExportId id = exports.nextId();
        ExportOrder order = new ExportOrder(selection, formats, ExportOrder.Form.ZIP, shelf.file(id), purpose);
        exports.check(order, reader);
        ExportJob job = ExportJob.waiting(id, reader.who());
        jobs.put(id, job);
        put(
                () -> {
                    shelf.prepare();
                    // Whoever asked has long been answered.
                    exports.run(
                            id,
                            order,
                            reader.withReceipt(Reader.Receipt.NONE),
                            progress -> told(id, progress.done(), progress.total()));
                },
                id);
        return job;
    }

    private void again(ExportId id) {
        jobs.put(id, ExportJob.waiting(id, ""));
        // The one who began it was asked for a purpose then; the server itself only goes on.
        put(() -> exports.resume(shelf.file(id), SERVER, progress -> told(id, progress.done(), progress.total())), id);
    }

    /** What is done for a job. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private synchronized void put(Work work, ExportId id) {
        waiting.add(() -> run(work, id));
        notifyAll();
    }

    private void run(Work work, ExportId id) {
        try {
            jobs.computeIfPresent(id, (same, job) -> job.nowRunning(0, 0));
            work.run();
            jobs.computeIfPresent(id, (same, job) -> job.nowDone());
        } catch (StoppedException e) {
            LOG.atInfo().addKeyValue("export", id).log("goes on at the next start");
        } catch (IOException | ArchiveException | QueryException e) {
            LOG.atWarn().addKeyValue("export", id).setCause(e).log("an export failed");
            jobs.computeIfPresent(id, (same, job) -> job.nowFailed(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("export", id).setCause(e).log("an export failed unexpectedly");
            jobs.computeIfPresent(id, (same, job) -> job.nowFailed(e.getClass().getSimpleName()));
        }
    }

    /** Ends the work at hand when the server stops. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("the server stops; it goes on at the next start");
        }
    }

    private synchronized void told(ExportId id, long done, long total) {
        if (closing) {
            throw new StoppedException();
        }
        jobs.computeIfPresent(id, (same, job) -> job.nowRunning(done, total));
    }

    private void work() {
        for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
            next.get().run();
        }
    }

    private synchronized Optional<Runnable> next() {
        while (waiting.isEmpty() && !closing) {
            try {
                wait(tidy());
            } catch (InterruptedException e) {
                LOG.debug("woken", e);
            }
        }
        return closing ? Optional.empty() : Optional.of(waiting.remove());
    }

    /** Deletes what has lain here long enough; milliseconds until that is looked at again. */
    private long tidy() {
        try {
            int gone = expire();
            if (gone > 0) {
                LOG.atInfo().addKeyValue("exports", gone).log("deleted: their time was over");
            }
        } catch (ArchiveException e) {
            LOG.warn("exports whose time is over stay for now", e);
        }
        return TIDY_MILLIS;
    }

    /** How long finished files stay. */
    public void keepFor(Duration time) {
        shelf.keepFor(time);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Finished exports whose files are here, oldest first. */
    public List<KeptBundle> kept() {
        return shelf.list();
    }

    /**
     * Deletes the file of an export, or what one that failed has left; recorded first. Whether there was anything. What is
     * still being made stays.
     */
    public boolean discard(ExportId id, Reader reader) {
        boolean busy = find(id).map(ExportJob::state)
                .filter(state -> state == ExportJob.State.WAITING || state == ExportJob.State.RUNNING)
                .isPresent();
        if (busy) {
            throw ArchiveException.temporary(
                    "the export " + id + " is being made", new IllegalStateException("being made"));
        }
        boolean there = shelf.discard(id, reader, "export-discard");
        jobs.remove(id);
        return there;
    }

    /** Deletes the files whose time is over, now; how many. The same is done every hour. */
    public int expire() {
        return shelf.expire(exports.now(), SERVER);
    }

    /** How it stands with an export that was begun here. */
    public Optional<ExportJob> find(ExportId id) {
        return Optional.ofNullable(jobs.get(id))
                .or(() -> shelf.holds(id)
                        ? Optional.of(
                                ExportJob.waiting(id, exports.finished(id).get().by())
                                        .nowDone())
                        : Optional.empty());
    }

    /** The finished file; recorded before it is given out. Empty if there is none. */
    public Optional<Path> fetch(ExportId id, Reader reader) {
        boolean there =
                find(id).filter(job -> job.state() == ExportJob.State.DONE).isPresent() && shelf.holds(id);
        exports.fetched(id, reader, there);
        return there ? Optional.of(shelf.file(id)) : Optional.empty();
    }

    /** Ends after the message at hand; what is unfinished goes on at the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
