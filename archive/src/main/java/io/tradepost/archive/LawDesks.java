package io.tradepost.archive;

import io.tradepost.archive.access.ApprovalBook;
import io.tradepost.archive.access.Approvals;
import io.tradepost.archive.access.MailAccess;
import io.tradepost.archive.access.MarkBook;
import io.tradepost.archive.audit.AuditTrail;
import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.disposition.DispositionBook;
import io.tradepost.archive.disposition.Dispositions;
import io.tradepost.archive.disposition.KeyShredder;
import io.tradepost.archive.disposition.Rulings;
import io.tradepost.archive.hold.HoldBook;
import io.tradepost.archive.hold.Holds;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.law.Judge;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Recorder;
import io.tradepost.archive.notice.NoticeBook;
import io.tradepost.archive.notice.Notices;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.retention.Retention;
import io.tradepost.archive.retention.RetentionBook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The desks for time and law: how long mail is kept, what is held, and what takes two people. */
public final class LawDesks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final LawRegister register;
    private final Retention retention;
    private final Approvals approvals;
    private final Holds holds;
    private final Dispositions dispositions;
    private final MailAccess access;
    private final Notices notices;
    private final AuditTrail trail;

    LawDesks(Archive archive, ArchiveSettings settings, Journal journal, ReadingRoom room, Parts parts) {
        Clock clock = settings.clock();
        RetentionBook schedules = new RetentionBook();
        ApprovalBook requests = new ApprovalBook();
        MarkBook marks = new MarkBook();
        HoldBook held = new HoldBook();
        DispositionBook runs = new DispositionBook();
        NoticeBook told = new NoticeBook();
        this.register =
                new LawRegister(journal, settings.folder(), List.of(schedules, requests, marks, held, runs, told));
        Recorder recorder = new Recorder(archive::audit, clock);
        MessageFacts facts = new MessageFacts(journal, room, parts);
        Judge judge = new Judge(facts, clock.getZone());
        this.retention = new Retention(register, schedules, judge, recorder, clock);
        this.approvals = new Approvals(register, requests, clock);
        this.holds = new Holds(register, held, approvals, judge, recorder, clock);
        this.dispositions = new Dispositions(
                register,
                runs,
                approvals,
                new Rulings(
                        register,
                        retention,
                        holds,
                        judge,
                        request -> room.search(request, Reader.Scope.ALL),
                        parts.shredder(),
                        clock),
                parts.shredder(),
                recorder,
                clock);
        this.access = new MailAccess(
                register,
                approvals,
                marks,
                id -> room.delivery(id, Reader.Scope.ALL).map(Payloads::delivery),
                recorder,
                clock);
        this.notices = new Notices(register, told, recorder, clock);
        this.trail = new AuditTrail(parts.catalog(), facts::settle, recorder);
    }

    /**
     * What the desks need of the archive's inside.
     *
     * @param shredder     destroys the keys of deliveries
     * @param catalogHolds first sequence that the catalog does not hold; -1 while that is not known
     */
    record Parts(Derivations derivations, Catalog catalog, KeyShredder shredder, LongSupplier catalogHolds) {}

    /** Ends what a crash interrupted in the middle of disposal. */
    void mend() {
        register.whenReady(dispositions::mend);
    }

    /** Disposal of what is kept no longer. */
    public Dispositions dispositions() {
        return dispositions;
    }

    /** Purposes and private mail. */
    public MailAccess access() {
        return access;
    }

    /** The register of monitoring notices. */
    public Notices notices() {
        return notices;
    }

    /** Who did what. */
    public AuditTrail audit() {
        return trail;
    }

    /** Retention schedules. */
    public Retention retention() {
        return retention;
    }

    /** Legal holds. */
    public Holds holds() {
        return holds;
    }

    /** Requests that take further persons. */
    public Approvals approvals() {
        return approvals;
    }

    /** Told of every delivery, so that a start after a crash has little to look at again. */
    void passed(long sequence) {
        register.passed(sequence);
    }

    @Override
    public void close() {
        register.close();
    }

    /** A message's facts from the journal; its former links through the catalog, once that has caught up. */
    private record MessageFacts(Journal journal, ReadingRoom room, Parts parts) implements Judge.Facts {
        @Override
        public DerivedMessage message(MessageId id) {
            return room.delivery(id, Reader.Scope.ALL)
                    .map(parts.derivations()::of)
                    .orElseThrow(() -> Judge.unknown(id));
        }

        @Override
        public List<LinkEvent> history(MessageId id) {
            return room.history(id);
        }

        @Override
        public void settle() {
            long end = journal.nextSequence();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (parts.catalogHolds().getAsLong() < end) {
                if (System.nanoTime() > deadline) {
                    throw ArchiveException.temporary(
                            "the catalog lags, so former links cannot be told; try again later",
                            new IllegalStateException("catalog"));
                }
                pause();
            }
        }

        private static void pause() {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ArchiveException.temporary("interrupted while waiting", e);
            }
        }
    }
}
