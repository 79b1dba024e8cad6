package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.follow.FollowerTarget;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.text.WaitingMessages;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full-text index over the journal, whichever engine keeps it: follows the journal, and answers queries. What is saved
 * carries the sequence up to which it holds the journal, so that after a crash it goes on from there.
 */
public final class FullText implements FollowerTarget, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FullText.class);
    private static final long REFRESH_NANOS = 150_000_000L;
    /** While more records wait: what is shown is written as a small file, and each must be merged later. */
    private static final long BUSY_REFRESH_NANOS = 500_000_000L;

    private static final long SAVE_NANOS = 5_000_000_000L;
    private static final long SAVE_RECORDS = 50_000;
    /** Between two tries where one is not enough. */
    private static final long PURGE_NANOS = 5_000_000_000L;

    private final SearchIndex index;
    private final Journal journal;
    private final Derivations derivations;
    private final Finder finder;
    private final IndexFeed feed;
    private final Rewrites rewrites;
    private final StandingQueries standing;
    private final HoldMarks marks;
    private long applied;
    private long saved;
    /** Records below this may stand in the index though the batch they came with failed. */
    private long triedUpTo;

    private volatile boolean purging;
    private long lastPurge = System.nanoTime() - PURGE_NANOS;
    /** Whether entries were written again since they were last shown, or saved. */
    private boolean unshown;

    private boolean unsaved;
    private long lastRefresh;
    private long lastSave;
    private volatile long visible;
    private volatile boolean settled;

    /**
     * Over an index; one that is away is asked again by the follower.
     *
     * @param events   what records of other kinds mean for the index
     * @param standing queries whose names the entries of what meets them carry
     * @param zone     whose days the dates in queries are
     */
    public FullText(
            SearchIndex index,
            Journal journal,
            Derivations derivations,
            RecordEvents events,
            StandingQueries standing,
            ZoneId zone) {
        this.index = index;
        this.journal = journal;
        this.derivations = derivations;
        this.finder = new Finder(index, journal, derivations, zone);
        this.standing = standing;
        this.marks = new HoldMarks(standing, index, zone);
        this.feed = new IndexFeed(index, journal, derivations, events, marks);
        this.rewrites = new Rewrites(index, feed, derivations);
        try {
            resumeFrom(index.resume(-1));
        } catch (ArchiveException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            LOG.warn("the index is away: {}", e.toString());
        }
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public long next() {
        long next = index.resume(applied);
        if (next != applied || visible == 0) {
            resumeFrom(next);
        }
        return applied;
    }

    /** The first sequence that searches do not see yet. */
    public long visible() {
        return visible;
    }

    /** Whether searches see the holds that all mail is under; they are marked behind the mail itself. */
    public boolean settled() {
        return settled;
    }

    @Override
    public void apply(List<StoredRecord> records, long next) {
        boolean again = records.isEmpty() || records.getFirst().sequence() < triedUpTo;
        triedUpTo = Math.max(triedUpTo, next);
        marks.update(records.stream().anyMatch(standing::changedBy));
        settled &= marks.done();
        SearchIndex.Batch batch = feed.batch(records, again);
        index.write(batch);
        if (!batch.forgotten().isEmpty()) {
            purging = true;
            lastPurge = System.nanoTime() - PURGE_NANOS;
        }
        applied = next;
        rewrite();
        refreshAfter(BUSY_REFRESH_NANOS);
        saveSometimes();
    }

    @Override
    public void idle() {
        marks.update(false);
        rewrite();
        if (visible < applied || unshown) {
            refreshAfter(REFRESH_NANOS);
        }
        if (purging && System.nanoTime() - lastPurge >= PURGE_NANOS) {
            purge();
        }
        saveSometimes();
        settled = marks.done() && !unshown;
    }

    /**
     * Runs a query. {@link QueryException} if it can't be understood.
     *
     * @param scope what the reader may see
     */
    public SearchHits search(SearchRequest request, Reader.Scope scope) {
        return finder.search(request, scope, visible);
    }

    /** The delivery and newest link decision of a message, if the index shows it. */
    public Optional<SearchHits.Hit> find(MessageId id) {
        return finder.find(id);
    }

    /** Messages with this Message-ID header, newest first, at most so many. */
    public List<SearchHits.Hit> byMessageIdHeader(String header, int most) {
        return finder.byMessageIdHeader(header, most);
    }

    /**
     * The conversation that a delivery belongs to, as far as a reader may see it.
     *
     * @param start the delivery, which is among the hits if the index shows it
     */
    public ThreadHits thread(StoredRecord start, Reader.Scope scope) {
        return new ThreadSearch(finder, journal, derivations, scope, visible).of(start);
    }

    /** Messages whose bodies may be nearly the same as one with these terms, newest first, at most so many. */
    public List<SearchHits.Hit> near(Collection<String> terms, Reader.Scope scope, int most) {
        return finder.near(terms, scope, visible, most);
    }

    /** Messages whose entries are not complete yet. */
    public WaitingMessages rewrites() {
        return rewrites;
    }

    /** Makes everything applied visible now. For the thread that applies. */
    public void refresh() {
        long upTo = applied;
        index.show();
        visible = upTo;
        unshown = false;
        lastRefresh = System.nanoTime();
    }

    /** Whether a word of a forgotten message may still stand in the index's files. */
    public boolean purging() {
        return purging;
    }

    /**
     * Forgets a message, so that nothing finds it and no file of the index holds a word that only it had. For the thread
     * that applies; the follower does the same when the journal says that a message was disposed of.
     */
    public void forget(MessageId id) {
        index.write(new SearchIndex.Batch(List.of(), List.of(), Set.of(id)));
        purge();
    }

    /** Forgets everything; the follower, which must not run now, fills it again. */
    public void clear() {
        index.clear();
        applied = 0;
        saved = 0;
        refresh();
    }

    @Override
    public void close() {
        try (index) {
            if (applied > saved || unsaved) {
                save();
            }
        } catch (ArchiveException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            // What was not saved is read from the journal again.
            LOG.warn("the index could not be saved at the end: {}", e.toString());
        }
    }

    private void resumeFrom(long next) {
        applied = next;
        saved = next;
        visible = next;
        purging = index.unpurged();
    }

    private void purge() {
        refresh();
        index.save(applied);
        saved = applied;
        index.purge();
        refresh();
        purging = index.unpurged();
        lastPurge = System.nanoTime();
    }

    private void refreshAfter(long nanos) {
        if (System.nanoTime() - lastRefresh >= nanos) {
            refresh();
        }
    }

    private void saveSometimes() {
        boolean due = System.nanoTime() - lastSave >= SAVE_NANOS || applied - saved >= SAVE_RECORDS;
        if ((applied > saved || unsaved) && due) {
            save();
        }
    }

    private void rewrite() {
        if (rewrites.turn(applied, marks)) {
            unshown = true;
            unsaved = true;
        }
    }

    private void save() {
        index.save(applied);
        saved = applied;
        unsaved = false;
        lastSave = System.nanoTime();
    }
}
