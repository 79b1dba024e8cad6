package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private volatile String state = "ok";
    private volatile int waiting;

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

    /** {@code ok}, or in words why the store takes nothing now. */
    public String state() {
        return state;
    }

    /** Sealed segments that are not in the store yet. */
    public int waiting() {
        return waiting;
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
            try {
                round();
                state = "ok";
                pause = LOOK_MILLIS;
            } catch (ArchiveException | IOException e) {
                if (state.equals("ok")) {
                    LOG.warn("{} takes no segment now; tried again until it does: {}", store.place(), e.toString());
                }
                state = String.valueOf(e.getMessage());
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } while (!ended(pause));
    }

    /** Keeps what is not kept, and lets go of what is, but for the newest. */
    private void round() throws IOException {
        List<Path> here = journal.sealedHere();
        List<Path> toKeep = here.stream()
                .filter(file -> !Files.exists(KeptSegment.noteOf(file)))
                .toList();
        waiting = toKeep.size();
        for (Path file : toKeep) {
            store.keep(file).write(KeptSegment.noteOf(file), files);
            waiting = toKeep.size() - toKeep.indexOf(file) - 1;
            if (closing.getCount() == 0) {
                return;
            }
        }
        if (store.apart()) {
            for (Path file : here.subList(0, Math.max(0, here.size() - Math.min(stay, here.size())))) {
                letGo(file);
            }
        }
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
