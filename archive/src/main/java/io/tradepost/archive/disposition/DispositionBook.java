package io.tradepost.archive.disposition;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All runs, and how they stand in records of kind 5: the parts of the list, then the proposal that names them by their
 * digest, then what was destroyed, part by part, then the end. Lists are read from the journal when they are asked for.
 */
public final class DispositionBook implements Book {
    static final String LISTED = "listed";
    static final String PROPOSED = "proposed";
    static final String DESTROYED = "destroyed";
    static final String FINISHED = "finished";
    static final String ITEMS = "items";
    static final String LEFT_OUT = "leftOut";
    private static final String RUN = "run";

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, List<Long>> lists = new LinkedHashMap<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.DISPOSITION);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        Facts facts = entry.facts();
        String id = facts.text(RUN);
        switch (entry.action()) {
            case LISTED -> lists.computeIfAbsent(id, none -> new ArrayList<>()).add(sequence);
            case PROPOSED -> runs.putIfAbsent(id, proposed(id, entry));
            case DESTROYED ->
                runs.computeIfPresent(
                        id, (same, run) -> with(run, appended(run.destroyed(), sequence), run.finishedAt()));
            case FINISHED ->
                runs.computeIfPresent(id, (same, run) -> with(run, run.destroyed(), Optional.of(entry.at())));
            default -> {
                // A later version's, which destroys nothing here.
            }
        }
    }

    private Run proposed(String id, LawEntry entry) {
        Facts facts = entry.facts();
        return new Run(
                id,
                facts.text("reason"),
                new Person(entry.by()),
                entry.at(),
                facts.number("count"),
                facts.text("digest"),
                lists.getOrDefault(id, List.of()),
                List.of(),
                facts.text("request"),
                Optional.empty());
    }

    private static Run with(Run run, List<Long> destroyed, Optional<Instant> finishedAt) {
        return new Run(
                run.id(),
                run.reason(),
                run.proposedBy(),
                run.proposedAt(),
                run.items(),
                run.digest(),
                run.listed(),
                destroyed,
                run.request(),
                finishedAt);
    }

    private static List<Long> appended(List<Long> list, long sequence) {
        List<Long> more = new ArrayList<>(list);
        more.add(sequence);
        return more;
    }

    List<Run> all() {
        return List.copyOf(runs.values());
    }

    Optional<Run> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Messages whose end a record of kind 5 says; none for records that say something else. */
    public static List<MessageId> ends(LawEntry entry) {
        return entry.action().equals(DESTROYED)
                ? entry.facts().list(ITEMS).stream()
                        .map(one -> new MessageId(one.text("id")))
                        .toList()
                : List.of();
    }

    /** Whether a record of kind 5 is the end of a run. */
    public static boolean isEnd(LawEntry entry) {
        return entry.action().equals(FINISHED);
    }

    static List<Item> items(LawEntry entry) {
        return entry.facts().list(ITEMS).stream().map(Item::of).toList();
    }

    static Map<String, Object> run(String id) {
        return new TreeMap<>(Map.of(RUN, id));
    }
}
