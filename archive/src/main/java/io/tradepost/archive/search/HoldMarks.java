package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Link;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.derive.DerivedMessage;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the names of holds on the entries of the mail that is under them. An entry that is written is tried then. What was
 * written before a hold was made or released is gone through once, in short turns, since what is new comes first; a crash in
 * between costs nothing, because at the start all holds are gone through again for what still lacks their name.
 *
 * <p>A name stays until the hold is released, as the hold does: a correction of links takes no message out of it. For one
 * thread, which is the one that follows the journal.
 */
final class HoldMarks {
    private static final Logger LOG = LoggerFactory.getLogger(HoldMarks.class);
    private static final int PAGE = 50;

    private final StandingQueries source;
    private final SearchIndex index;
    private final ZoneId zone;
    private final Map<String, Mark> standing = new LinkedHashMap<>();
    private final Deque<Sweep> sweeps = new ArrayDeque<>();
    private boolean known;

    HoldMarks(StandingQueries source, SearchIndex index, ZoneId zone) {
        this.source = source;
        this.index = index;
        this.zone = zone;
    }

    /** Entries to be tried again, and how far they have been. */
    private static final class Sweep {
        private final IndexQuery over;
        private Optional<SearchIndex.Place> after = Optional.empty();
        private boolean begun;

        private Sweep(IndexQuery over) {
            this.over = over;
        }
    }

    /** Writes the entry of this delivery again, as it is to be now. */
    interface Writer {
        void again(long sequence);
    }

    /** Takes up which holds there are, if that is not known or a record has changed it. */
    void update(boolean changed) {
        if (known && !changed) {
            return;
        }
        Optional<List<StandingQueries.StandingQuery>> all = source.all();
        known = all.isPresent();
        all.orElse(List.of()).forEach(this::take);
    }

    /** Whether all mail carries the names of its holds. */
    boolean done() {
        return known && sweeps.isEmpty();
    }

    private void take(StandingQueries.StandingQuery one) {
        Optional<Mark> before = Optional.ofNullable(standing.get(one.name()));
        if (one.stands() && before.isEmpty()) {
            try {
                Mark mark = Mark.of(one, zone);
                standing.put(one.name(), mark);
                sweeps.add(new Sweep(lacking(mark)));
            } catch (QueryException e) {
                // It was understood when it was made. It holds all the same; only this search does not find what it
                // covers.
                LOG.error("the query of hold {} is not understood", one.name(), e);
            }
        } else if (!one.stands()) {
            standing.remove(one.name());
            sweeps.add(new Sweep(Mark.carriers(one.name())));
        }
    }

    /** What may be under a hold and does not carry its name. Two names that are looked up the same way hide nothing. */
    private IndexQuery lacking(Mark mark) {
        String key = EntryMaker.key(mark.name());
        boolean alone = standing.keySet().stream()
                        .filter(name -> EntryMaker.key(name).equals(key))
                        .count()
                == 1;
        IndexQuery all = mark.candidates();
        return alone ? new IndexQuery.All(List.of(all), List.of(Mark.carriers(mark.name()))) : all;
    }

    /**
     * The labels that an entry is to have.
     *
     * @param before those that it has
     * @param states links that were decided on before, none at all among them
     */
    Set<String> labels(Set<String> before, DerivedMessage message, IndexEntry plain, List<List<Link>> states) {
        Set<String> labels = new LinkedHashSet<>(before);
        if (known) {
            labels.removeIf(label -> label.startsWith(EntryMaker.HOLD)
                    && !standing.containsKey(label.substring(EntryMaker.HOLD.length())));
        }
        if (standing.isEmpty()) {
            return labels;
        }
        Set<String> unread = QueryTrial.unread(message);
        EntryTerms now = new EntryTerms(plain, unread);
        for (Mark mark : standing.values()) {
            boolean meets = labels.contains(mark.label())
                    || now.answer(mark.exact()) == Answer.YES
                    || (mark.asksForLinks()
                            && now.answer(mark.wide()) == Answer.YES
                            && states.stream().anyMatch(links -> met(mark, message, links, unread)));
            if (meets) {
                labels.add(mark.label());
            }
        }
        return labels;
    }

    private static boolean met(Mark mark, DerivedMessage message, List<Link> links, Set<String> unread) {
        return new EntryTerms(EntryMaker.of(message, links, -1), unread).answer(mark.exact()) == Answer.YES;
    }

    /**
     * Goes through some of what is to be tried again; whether anything was.
     *
     * @param deadline as {@link System#nanoTime} tells it
     */
    boolean turn(Writer writer, long deadline) {
        boolean wrote = false;
        for (Sweep sweep = sweeps.peek(); sweep != null; sweep = sweeps.peek()) {
            if (!sweep.begun) {
                // What was written before the hold was made and is not shown yet has to be found, too.
                index.show();
                sweep.begun = true;
            }
            List<SearchIndex.Entry> page = page(sweep);
            for (SearchIndex.Entry entry : page) {
                writer.again(entry.sequence());
                sweep.after = Optional.of(entry.place());
                wrote = true;
                if (System.nanoTime() - deadline >= 0) {
                    return true;
                }
            }
            if (page.size() < PAGE) {
                sweeps.remove();
            }
        }
        return wrote;
    }

    private List<SearchIndex.Entry> page(Sweep sweep) {
        try {
            return index.find(sweep.over, sweep.after, PAGE).entries();
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.error("the index cannot look for what a hold covers", e);
            return List.of();
        }
    }
}
