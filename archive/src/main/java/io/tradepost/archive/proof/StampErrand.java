package io.tradepost.archive.proof;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.payload.ProofPayloads.StampReceived;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.stamp.TimeStamper;
import java.time.Clock;
import java.util.Optional;

/** Has the newest checkpoint stamped when the time has come or a segment was sealed, again and again until it is. */
final class StampErrand implements AutoCloseable {
    private final TimeStamper stamper;
    private final Notary notary;
    private final EvidenceShelf own;
    private final Journal journal;
    private final Clock clock;
    private final Runnable stamped;
    private final Errand errand;

    /**
     * @param stamped told after each stamp
     */
    StampErrand(TimeStamper stamper, Notary notary, EvidenceShelf own, Journal journal, Clock clock, Runnable stamped) {
        this.stamper = stamper;
        this.notary = notary;
        this.own = own;
        this.journal = journal;
        this.clock = clock;
        this.stamped = stamped;
        this.errand = Errand.every(stamper.settings().every(), "time-stamps", this::stamp);
    }

    void start() {
        errand.start();
    }

    /** Has it done soon. */
    void tell() {
        errand.tell();
    }

    /** Does it now; whether it worked stands in the state. */
    void now() {
        errand.now();
    }

    String state() {
        return errand.state();
    }

    private void stamp() {
        Optional<SignedCheckpoint> newest = notary.newest();
        if (newest.isEmpty() || own.stamp(newest.get().size()).isPresent()) {
            return;
        }
        long size = newest.get().size();
        byte[] token = stamper.stamp(newest.get().bytes());
        String authority = stamper.settings().authority().toString();
        journal.append(ProofPayloads.stamp(new StampReceived(clock.instant(), size, authority, token)));
        own.saveStamp(size, token);
        stamped.run();
    }

    @Override
    public void close() {
        errand.close();
        stamper.close();
    }
}
