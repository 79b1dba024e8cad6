package io.tradepost.archive.law;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.LawEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every record by which people govern the archive, and the one lock under which they are written. */
public final class LawRegister implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LawRegister.class);
    /** After so many records of other kinds the place is noted, so that a crash means little to look at again. */
    private static final long NOTE_EVERY = 10_000;
    /** So many records are looked at before the archive opens; more are looked at behind its back. */
    private static final long AT_ONCE = 20_000;

    private final Journal journal;
    private final List<? extends Book> books;
    private final RecordPlaces places;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile long noted;
    private volatile boolean ready;
    private volatile boolean doubtful;
    private volatile boolean closing;
    private final Thread reading;

    /**
     * Reads what there is.
     *
     * @param folder the archive's own
     * @param books  that are told of every record of their kinds
     */
    public LawRegister(Journal journal, Path folder, List<? extends Book> books) {
        this.journal = journal;
        this.books = books;
        this.places = new RecordPlaces(folder.resolve("law").resolve("records"), journal.id());
        long end = journal.nextSequence();
        RecordPlaces.Remembered remembered = places.read(end);
        remembered
                .sequences()
                .forEach(sequence -> journal.read(sequence).ifPresentOrElse(this::tell, () -> doubtful = true));
        this.reading = new Thread(() -> read(remembered.lookedAt(), end), "law-register");
        reading.setDaemon(true);
        if (end - remembered.lookedAt() <= AT_ONCE) {
            read(remembered.lookedAt(), end);
        } else {
            LOG.info("looking for law records from {} to {}", remembered.lookedAt(), end);
            reading.start();
        }
    }

    /**
     * Does something that nobody else's record may come between.
     *
     * @throws ArchiveException temporary, while the register still reads what there is
     */
    public <T> T exclusively(Supplier<T> work) {
        needReady();
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Appends a record and tells the books; when it returns, both are done. Only within {@link #exclusively}. */
    public long append(RecordKind kind, LawEntry entry) {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("law records are written under the lock");
        }
        long sequence = journal.append(entry.record(kind)).sequence();
        places.found(sequence);
        tell(kind, sequence, entry);
        return sequence;
    }

    /** A record that a book remembered the place of. */
    public LawEntry entry(long sequence) {
        return journal.read(sequence)
                .map(LawEntry::of)
                .orElseThrow(() -> ArchiveException.permanent("record " + sequence + " is missing or damaged"));
    }

    /** Refuses while not everything has been read: what is not known yet may be a hold. */
    public void needReady() {
        if (!ready) {
            throw ArchiveException.temporary(
                    "the records of holds and schedules are still being read; try again later",
                    new IllegalStateException("reading"));
        }
    }

    /** Does something once everything has been read: now, or on the thread that reads. */
    public void whenReady(Runnable work) {
        synchronized (waiting) {
            if (!ready) {
                waiting.add(work);
                return;
            }
        }
        work.run();
    }

    /** Whether a record could not be read, so that a hold may be missing here and nothing must be disposed of. */
    public boolean doubtful() {
        return doubtful || !journal.damage().isEmpty();
    }

    /** Notes how far the journal holds nothing new, now and then. Cheap; for whoever appends. */
    public void passed(long sequence) {
        if (ready && sequence - noted >= NOTE_EVERY && lock.tryLock()) {
            try {
                note();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (reading.isAlive()) {
            try {
                reading.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (ready) {
            lock.lock();
            try {
                note();
            } finally {
                lock.unlock();
            }
        }
    }

    private void read(long from, long end) {
        for (long sequence = from; sequence < end && !closing; sequence++) {
            Optional<StoredRecord> record = journal.read(sequence);
            if (record.flatMap(StoredRecord::kind).filter(this::concerns).isPresent()) {
                places.found(sequence);
                tell(record.get());
            }
            if (sequence - noted >= NOTE_EVERY) {
                places.lookedAt(sequence + 1);
                noted = sequence;
            }
        }
        if (!closing) {
            List<Runnable> due;
            synchronized (waiting) {
                ready = true;
                due = List.copyOf(waiting);
            }
            due.forEach(Runnable::run);
        }
    }

    /** Under the lock nobody writes law records, so whatever stands in the journal now is known. */
    private void note() {
        long next = journal.nextSequence();
        if (next > noted) {
            places.lookedAt(next);
            noted = next;
        }
    }

    private boolean concerns(RecordKind kind) {
        return books.stream().anyMatch(book -> book.kinds().contains(kind));
    }

    private void tell(StoredRecord record) {
        try {
            record.kind().ifPresent(kind -> tell(kind, record.sequence(), LawEntry.of(record)));
        } catch (ArchiveException e) {
            // One that can't be read must not stop the archive, only disposal; verify names it.
            doubtful = true;
            LOG.error("law record {} is not understood", record.sequence(), e);
        }
    }

    private void tell(RecordKind kind, long sequence, LawEntry entry) {
        for (Book book : books) {
            if (book.kinds().contains(kind)) {
                book.take(kind, sequence, entry);
            }
        }
    }
}
