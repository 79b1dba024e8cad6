package io.tradepost.archive.hold;

import io.tradepost.archive.access.Request;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All holds, and how they stand in records of kind 4. */
public final class HoldBook implements Book {
    private static final String MADE = "made";
    private static final String RELEASED = "released";
    private static final String CUSTODIANS = "custodians";

    private final Map<String, Hold> holds = new LinkedHashMap<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.HOLD);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        Facts facts = entry.facts();
        String name = facts.text("name");
        switch (entry.action()) {
            case MADE ->
                holds.putIfAbsent(
                        name,
                        new Hold(
                                name,
                                facts.text("matter"),
                                facts.text("reason"),
                                Criteria.of(facts, CUSTODIANS),
                                entry.at(),
                                entry.by(),
                                Optional.empty()));
            case RELEASED ->
                holds.computeIfPresent(
                        name, (same, hold) -> hold.released(new Hold.Release(entry.at(), facts.text("request"))));
            default -> {
                // A later version's, which ends no hold here.
            }
        }
    }

    List<Hold> all() {
        return List.copyOf(holds.values());
    }

    Optional<Hold> find(String name) {
        return Optional.ofNullable(holds.get(name));
    }

    static LawEntry made(Hold hold, String origin) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", hold.name());
        facts.put("matter", hold.matter());
        facts.put("reason", hold.reason());
        hold.about().into(facts, CUSTODIANS);
        return new LawEntry(MADE, hold.madeAt(), hold.madeBy(), origin, new Facts(facts));
    }

    static LawEntry released(Hold hold, Request request, Instant at, String by, String origin) {
        return new LawEntry(
                RELEASED,
                at,
                by,
                origin,
                new Facts(Map.of(
                        "name", hold.name(),
                        "request", request.id(),
                        "requestedBy", request.maker().account(),
                        "approvedBy",
                                request.approvals().stream()
                                        .map(one -> one.person().account())
                                        .toList(),
                        "reason", request.reason())));
    }
}
