package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.MessageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The seam behind which the full-text index stands: it keeps {@link IndexEntry entries} and answers {@link IndexQuery}. It
 * knows neither the query language nor the journal, so that every engine gives the same answers. How text is cut into terms
 * is decided before it; an engine only keeps terms with their positions.
 *
 * <p>Written by one thread, asked by any number. Every method throws a temporary {@link ArchiveException} when the index is
 * away.
 */
public interface SearchIndex extends AutoCloseable {
    /**
     * Where to go on: the first sequence that the index does not hold for sure. Asked at the start and after each failure.
     *
     * @param written first sequence behind what this process has written; -1 at the start
     */
    long resume(long written);

    /** Writes; what is written is seen by {@link #find} after {@link #show} at the latest. A second time does no harm. */
    void write(Batch batch);

    /** Lets searches see everything that was written. */
    void show();

    /** Makes everything written durable, as holding the journal below {@code next}. */
    void save(long next);

    /**
     * Removes what forgotten entries left behind, so that no file of the index holds a word that only they had. A cluster may
     * need more than one call, until {@link #unpurged} is false.
     */
    void purge();

    /** Whether something was forgotten, perhaps before a crash, and {@link #purge} has not removed it since. */
    boolean unpurged();

    /** Forgets everything; what is durable then holds nothing. */
    void clear();

    /**
     * Entries that match, newest first. A permanent {@link ArchiveException} when the query has more conditions than the
     * engine takes.
     *
     * @param after place of the last entry of the page before; empty for the first page
     * @param most  so many at most; 0 only counts
     */
    Found find(IndexQuery query, Optional<Place> after, int most);

    /**
     * How many matching entries have each value.
     *
     * @param most so many values of each facet, the most frequent ones; months are given newest first
     */
    Map<Facet, List<FacetCount>> count(IndexQuery query, Set<Facet> facets, int most);

    /** What was last written of a message, whether searches see it yet or not. */
    Optional<Known> known(MessageId id);

    @Override
    void close();

    /**
     * What to write.
     *
     * @param added     entries of messages that were never written
     * @param replaced  entries of messages that may have been
     * @param forgotten messages to remove
     */
    record Batch(List<IndexEntry> added, List<IndexEntry> replaced, Set<MessageId> forgotten) {}

    /**
     * Entries found.
     *
     * @param total how many match in all
     */
    record Found(long total, List<Entry> entries) {}

    /**
     * One of them.
     *
     * @param linkEvent sequence of the newest decision on its links; -1 if there is none
     */
    record Entry(Place place, long linkEvent) {
        /** Of its delivery. */
        public long sequence() {
            return place.sequence();
        }
    }

    /**
     * Place in the order of answers.
     *
     * @param time     received, milliseconds since 1970
     * @param sequence of the delivery
     */
    record Place(long time, long sequence) {}

    /**
     * What an entry says that the next version of it must keep.
     *
     * @param labels as in {@link IndexEntry#labels}
     */
    record Known(long sequence, long linkEvent, Set<String> labels) {}
}
