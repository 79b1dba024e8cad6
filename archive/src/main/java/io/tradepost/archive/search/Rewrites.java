package io.tradepost.archive.search;

import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.text.WaitingMessages;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Entries that were written before all was known of their message, and are written again when it is. Asked for by any
 * thread, done by the one that follows the journal, in short turns: what is new comes first.
 */
final class Rewrites implements WaitingMessages {
    private static final long TURN_NANOS = 100_000_000L;
    private static final IndexQuery WAITING = new IndexQuery.Term(Fields.HAS, Fields.WAITING);

    private final SearchIndex index;
    private final IndexFeed feed;
    private final Derivations derivations;
    private final Queue<Long> wanted = new ConcurrentLinkedQueue<>();

    Rewrites(SearchIndex index, IndexFeed feed, Derivations derivations) {
        this.index = index;
        this.feed = feed;
        this.derivations = derivations;
    }

    @Override
    public List<Long> waiting(int most) {
        return index.find(WAITING, Optional.empty(), most).entries().stream()
                .map(SearchIndex.Entry::sequence)
                .toList();
    }

    @Override
    public long countWaiting() {
        return index.find(WAITING, Optional.empty(), 0).total();
    }

    @Override
    public void again(long sequence) {
        wanted.add(sequence);
    }

    /**
     * Does some of what is wanted.
     *
     * @param applied first sequence that the index does not hold: what lies behind will be written in its turn, and right
     * @param marks   holds whose mail has to be gone through
     * @return whether anything was written
     */
    boolean turn(long applied, HoldMarks marks) {
        long end = System.nanoTime() + TURN_NANOS;
        boolean wrote = false;
        for (Long sequence = wanted.peek(); sequence != null; sequence = wanted.peek()) {
            derivations.forget(sequence);
            wrote |= sequence < applied && write(sequence);
            wanted.remove();
            if (System.nanoTime() - end >= 0) {
                return wrote;
            }
        }
        return marks.turn(this::write, end) || wrote;
    }

    private boolean write(long sequence) {
        Optional<IndexEntry> entry = feed.again(sequence);
        entry.ifPresent(one -> index.write(new SearchIndex.Batch(List.of(), List.of(one), Set.of())));
        return entry.isPresent();
    }
}
