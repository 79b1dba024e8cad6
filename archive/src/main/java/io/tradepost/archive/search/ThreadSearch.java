package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.mime.ParsedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that belongs to one conversation: from a message to those that it names in References and In-Reply-To, to those
 * that name it, and on from each of them. Strangers write these headers, so they may run in circles or name all the world:
 * each id is asked for once, and there is a bound on ids and messages.
 */
final class ThreadSearch {
    /** Messages of one conversation. */
    static final int MOST = 500;

    private static final int MOST_IDS = 4000;
    private static final int IDS_AT_ONCE = 200;

    private final Finder finder;
    private final Journal journal;
    private final Derivations derivations;
    private final Reader.Scope scope;
    private final long visible;
    private final Map<Long, SearchHits.Hit> found = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Deque<String> toAsk = new ArrayDeque<>();
    private boolean complete = true;

    ThreadSearch(Finder finder, Journal journal, Derivations derivations, Reader.Scope scope, long visible) {
        this.finder = finder;
        this.journal = journal;
        this.derivations = derivations;
        this.scope = scope;
        this.visible = visible;
    }

    /** The conversation that this delivery belongs to. */
    ThreadHits of(StoredRecord start) {
        learn(derivations.of(start));
        while (!toAsk.isEmpty() && complete) {
            List<String> some = new ArrayList<>();
            while (!toAsk.isEmpty() && some.size() < IDS_AT_ONCE) {
                some.add(toAsk.remove());
            }
            ask(some);
        }
        return new ThreadHits(
                found.values().stream()
                        .sorted(Comparator.comparingLong(SearchHits.Hit::sequence))
                        .toList(),
                complete);
    }

    private void ask(List<String> ids) {
        List<SearchHits.Hit> hits = finder.related(ids, scope, visible, MOST + 1);
        for (SearchHits.Hit hit : hits) {
            if (found.containsKey(hit.sequence())) {
                continue;
            }
            if (found.size() == MOST) {
                complete = false;
                return;
            }
            found.put(hit.sequence(), hit);
            read(hit.sequence()).ifPresent(this::learn);
        }
        // More matched than were given, so some may never have been seen.
        complete &= hits.size() <= MOST;
    }

    private Optional<DerivedMessage> read(long sequence) {
        try {
            return journal.read(sequence).map(derivations::of);
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            // Disposed of or damaged: it stands in the conversation, and leads nowhere.
            return Optional.empty();
        }
    }

    private void learn(DerivedMessage message) {
        ParsedMessage parsed = message.parsed();
        if (!parsed.messageId().isEmpty()) {
            learn(parsed.messageId());
        }
        ThreadHeaders.references(parsed).forEach(this::learn);
    }

    private void learn(String id) {
        if (known.contains(id)) {
            return;
        }
        if (known.size() == MOST_IDS) {
            complete = false;
            return;
        }
        known.add(id);
        toAsk.add(id);
    }
}
