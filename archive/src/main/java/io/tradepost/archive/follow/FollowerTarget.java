package io.tradepost.archive.follow;

import io.tradepost.archive.journal.StoredRecord;
import java.util.List;

/** Something that is derived from the journal. Called from its follower's thread only. */
public interface FollowerTarget {
    /** For people and threads: {@code catalog}, {@code index}. */
    String name();

    /** The first sequence that it does not hold yet; asked at the start and after each failure. */
    long next();

    /**
     * Takes records in order, all or none.
     *
     * @param next the first sequence behind the records, which may leave out damaged ones
     */
    void apply(List<StoredRecord> records, long next);

    /** Nothing waits; a chance to make what was applied visible or durable. Called several times a second. */
    void idle();
}
