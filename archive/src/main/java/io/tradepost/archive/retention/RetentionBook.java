package io.tradepost.archive.retention;

import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All schedules, and how they stand in records of kind 8. */
public final class RetentionBook implements Book {
    private static final String MADE = "made";
    private static final String RAISED = "raised";
    private static final String PEOPLE = "people";

    private final Map<String, Schedule> schedules = new LinkedHashMap<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.RETENTION_SCHEDULE);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        Facts facts = entry.facts();
        String name = facts.text("name");
        switch (entry.action()) {
            case MADE ->
                schedules.putIfAbsent(
                        name,
                        new Schedule(
                                name,
                                Criteria.of(facts, PEOPLE),
                                Term.parse(facts.text("minimum")),
                                facts.text("reason"),
                                facts.text("source"),
                                entry.at(),
                                entry.by(),
                                entry.at()));
            case RAISED ->
                schedules.computeIfPresent(
                        name, (same, before) -> raised(before, Term.parse(facts.text("minimum")), entry));
            default -> {
                // A later version's; what it does not lower stays promised.
            }
        }
    }

    /** Whatever a record says, a minimum is never lowered. */
    private static Schedule raised(Schedule before, Term wished, LawEntry entry) {
        return wished.atLeast(before.minimum()) ? before.raised(wished, entry.at()) : before;
    }

    List<Schedule> all() {
        return List.copyOf(schedules.values());
    }

    Optional<Schedule> find(String name) {
        return Optional.ofNullable(schedules.get(name));
    }

    static LawEntry made(Schedule schedule, String origin) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", schedule.name());
        facts.put("minimum", schedule.minimum().toString());
        facts.put("reason", schedule.reason());
        facts.put("source", schedule.source());
        schedule.about().into(facts, PEOPLE);
        return new LawEntry(MADE, schedule.madeAt(), schedule.madeBy(), origin, new Facts(facts));
    }

    static LawEntry raised(Schedule before, Schedule after, String by, String reason, String origin) {
        return new LawEntry(
                RAISED,
                after.changedAt(),
                by,
                origin,
                new Facts(Map.of(
                        "name", after.name(),
                        "minimum", after.minimum().toString(),
                        "before", before.minimum().toString(),
                        "reason", reason)));
    }
}
