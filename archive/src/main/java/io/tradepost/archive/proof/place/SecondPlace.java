package io.tradepost.archive.proof.place;

import io.tradepost.archive.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Somewhere that whoever owns this machine's disks and databases does not own. One thread uses it at a time. */
public interface SecondPlace extends AutoCloseable {
    /** For people and configuration. */
    String name();

    /**
     * Brings the place up to the newest checkpoint. Throws a temporary {@link io.tradepost.archive.ArchiveException} when it
     * can't be reached; it is then tried again later.
     */
    Outcome publish(Evidence evidence);

    /** What the place holds of this journal; empty for one that can only be sent to. */
    Optional<EvidenceShelf> evidence(UUID journal);

    /**
     * Whether this delivery is a message that the place was sent. It is archived as all mail is, but is no reason for another
     * checkpoint, of which the place would be sent another message.
     */
    default boolean wasSent(Delivery delivery) {
        return false;
    }

    @Override
    void close();

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * The place holds this now.
     *
     * @param size of the checkpoint
     */
    record Published(long size) implements Outcome {}

    /**
     * There is something newer for the place, but it is not time yet.
     *
     * @param size of the checkpoint that it holds
     * @param left until it is
     */
    record Later(long size, Duration left) implements Outcome {}

    /**
     * The place holds what this journal does not continue: one of the two was changed, or put back to an earlier state.
     *
     * @param why for people
     */
    record Diverged(String why) implements Outcome {}
}
