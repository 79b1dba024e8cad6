package io.tradepost.archive.access;

import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All requests, and how they stand in records of kind 10. */
public final class ApprovalBook implements Book {
    private static final String REQUESTED = "requested";
    private static final String APPROVED = "approved";
    private static final String WITHDRAWN = "withdrawn";

    private final Map<String, Request> requests = new LinkedHashMap<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.APPROVAL);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        String id = entry.facts().text("request");
        switch (entry.action()) {
            case REQUESTED -> requests.putIfAbsent(id, request(id, entry));
            case APPROVED ->
                requests.computeIfPresent(
                        id, (same, now) -> now.with(new Request.Approval(new Person(entry.by()), entry.at())));
            case WITHDRAWN -> requests.computeIfPresent(id, (same, now) -> now.withdrawn(entry.at()));
            default -> {
                // A later version's, which this one gives no right by.
            }
        }
    }

    private static Request request(String id, LawEntry entry) {
        Facts facts = entry.facts();
        return new Request(
                id,
                facts.text("what"),
                facts.text("subject"),
                facts.text("reason"),
                new Person(entry.by()),
                entry.at(),
                new Request.Rule(
                        Math.toIntExact(facts.number("persons")),
                        facts.is("makerMayApprove"),
                        Duration.ofSeconds(facts.number("holdsForSeconds"))),
                facts.time("openUntil"),
                List.of(),
                Optional.empty());
    }

    List<Request> all() {
        return List.copyOf(requests.values());
    }

    Optional<Request> find(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    static LawEntry requested(Request request, String origin) {
        return new LawEntry(
                REQUESTED,
                request.madeAt(),
                request.maker().account(),
                origin,
                new Facts(Map.of(
                        "request", request.id(),
                        "what", request.what(),
                        "subject", request.subject(),
                        "reason", request.reason(),
                        "persons", request.rule().persons(),
                        "makerMayApprove", request.rule().makerMayApprove(),
                        "holdsForSeconds", request.rule().holdsFor().toSeconds(),
                        "openUntil", request.openUntil().toString())));
    }

    static LawEntry approved(Request request, Actor by, Instant at) {
        return entry(APPROVED, request, by, at);
    }

    static LawEntry withdrawn(Request request, Actor by, Instant at) {
        return entry(WITHDRAWN, request, by, at);
    }

    private static LawEntry entry(String action, Request request, Actor by, Instant at) {
        return new LawEntry(
                action,
                at,
                by.person().account(),
                by.origin(),
                new Facts(Map.of("request", request.id(), "what", request.what(), "subject", request.subject())));
    }
}
