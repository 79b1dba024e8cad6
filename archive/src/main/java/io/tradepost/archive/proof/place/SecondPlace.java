package io.tradepost.archive.proof.place;

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
     * The place holds what this journal does not continue: one of the two was changed, or put back to an earlier state.
     *
     * @param why for people
     */
    record Diverged(String why) implements Outcome {}
}
