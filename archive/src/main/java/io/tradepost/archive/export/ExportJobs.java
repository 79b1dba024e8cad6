package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports that are made in the background, one after the other, as ZIP files in the archive's own folder, to be fetched
 * later. What a stop or a crash interrupts goes on at the next start.
 */
public final class ExportJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportJobs.class);
    private static final String ZIP = ".zip";

    private final Exports exports;
    private final Path folder;
    private final Map<ExportId, ExportJob> jobs = new ConcurrentHashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Thread worker = new Thread(this::work, "exports");
    private boolean closing;

    /** Keeps its files in this folder, and goes on with those that are not finished. */
    public ExportJobs(Exports exports, Path folder) {
        this.exports = exports;
        this.folder = folder;
        worker.setDaemon(true);
        unfinished().forEach(this::again);
        worker.start();
    }

    /** Begins an export. It is refused at once if the query can't be understood, else answered before it is made. */
    public ExportJob begin(Selection selection, Set<ExportFormat> formats, String purpose, Reader reader) {
        ExportId id = exports.nextId();
        ExportOrder order =
                new ExportOrder(selection, formats, ExportOrder.Form.ZIP, folder.resolve(id.value() + ZIP), purpose);
        exports.check(order, reader);
        ExportJob job = ExportJob.waiting(id, reader.who());
        jobs.put(id, job);
        put(
                () -> {
                    Files.createDirectories(folder);
                    exports.run(id, order, reader, progress -> told(id, progress.done(), progress.total()));
                },
                id);
        return job;
    }

    private void again(ExportId id) {
        jobs.put(id, ExportJob.waiting(id, ""));
        // The one who began it was asked for a purpose then; the server itself only goes on.
        Reader server = new Reader("server", "server", "start", Reader.Scope.ALL);
        put(() -> exports.resume(file(id), server, progress -> told(id, progress.done(), progress.total())), id);
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
                wait();
            } catch (InterruptedException e) {
                LOG.debug("woken", e);
            }
        }
        return closing ? Optional.empty() : Optional.of(waiting.remove());
    }

    /** How it stands with an export that was begun here. */
    public Optional<ExportJob> find(ExportId id) {
        return Optional.ofNullable(jobs.get(id))
                .or(() -> Files.isRegularFile(file(id)) && exports.finished(id).isPresent()
                        ? Optional.of(
                                ExportJob.waiting(id, exports.finished(id).get().by())
                                        .nowDone())
                        : Optional.empty());
    }

    /** The finished file; recorded before it is given out. Empty if there is none. */
    public Optional<Path> fetch(ExportId id, Reader reader) {
        boolean there =
                find(id).filter(job -> job.state() == ExportJob.State.DONE).isPresent()
                        && Files.isRegularFile(file(id));
        exports.fetched(id, reader, there);
        return there ? Optional.of(file(id)) : Optional.empty();
    }

    private Path file(ExportId id) {
        return folder.resolve(id.value() + ZIP);
    }

    private List<ExportId> unfinished() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.contains(ZIP) && ExportId.isOne(name.substring(0, name.indexOf(ZIP))))
                    .map(name -> new ExportId(name.substring(0, name.indexOf(ZIP))))
                    .sorted(Comparator.comparing(ExportId::value))
                    .toList();
        } catch (IOException e) {
            LOG.warn("unfinished exports in {} can't be found", folder, e);
            return List.of();
        }
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
