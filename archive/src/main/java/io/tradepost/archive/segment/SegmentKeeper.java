package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that brings sealed segments to the store, one after the other, behind the flow of mail. */
public final class SegmentKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentKeeper.class);
    private static final long LOOK_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final Journal journal;
    private final SegmentStore store;
    private final int stay;
    private final JournalFiles files;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * @param stay sealed segments whose files stay here all the same, the newest ones
     */
    public SegmentKeeper(Journal journal, SegmentStore store, int stay, JournalFiles files) {
        this.journal = journal;
        this.store = store;
        this.stay = stay;
        this.files = files;
        this.thread = new Thread(this::run, "segment-keeper");
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Why the store takes nothing now, or why files stay here that it has; empty when all is well. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = LOOK_MILLIS;
        do {
            pause = round() ? LOOK_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        } while (!ended(pause));
    }

    /** Keeps what is not kept, and lets go of what is, but for the newest; whether all of that worked. */
    private boolean round() {
        List<Path> here = journal.sealedHere();
        List<Path> toKeep = new ArrayList<>(here.stream()
                .filter(file -> !Files.exists(KeptSegment.noteOf(file)))
                .toList());
        try {
            while (!toKeep.isEmpty()) {
                store.keep(toKeep.getFirst()).write(KeptSegment.noteOf(toKeep.getFirst()), files);
                toKeep.removeFirst();
                // It takes some again.
                trouble = Optional.empty();
                if (closing.getCount() == 0) {
                    return true;
                }
            }
        } catch (ArchiveException | IOException e) {
            return failed(toKeep.size() + " sealed segments wait for their store: ", e);
        }
        try {
            if (store.apart()) {
                for (Path file : here.subList(0, Math.max(0, here.size() - Math.min(stay, here.size())))) {
                    letGo(file);
                }
            }
        } catch (ArchiveException | IOException e) {
            return failed("segments that are in their store stay here, too: ", e);
        }
        trouble = Optional.empty();
        return true;
    }

    private boolean failed(String what, Exception e) {
        if (trouble.isEmpty()) {
            LOG.warn("{}{}; tried again until it works: {}", what, store.place(), e.toString());
        }
        trouble = Optional.of(what + e.getMessage());
        return false;
    }

    private void letGo(Path file) throws IOException {
        KeptSegment kept = KeptSegment.read(KeptSegment.noteOf(file));
        if (!KeptSegment.of(file).sha256().equals(kept.sha256())) {
            throw ArchiveException.permanent(file + " is not what was brought to " + store.place()
                    + ": it was changed since, and stays for whoever looks into it");
        }
        // The note may be one whose writer failed at this; without it nobody finds the segment once its file is gone.
        files.syncFolder(file.toAbsolutePath().resolve("..").normalize());
        journal.readFrom(file, store.source(kept));
        files.delete(file);
    }

    private boolean ended(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody does that; if somebody does, the thread looks again at once.
            LOG.debug("woken", e);
            return false;
        }
    }
}
