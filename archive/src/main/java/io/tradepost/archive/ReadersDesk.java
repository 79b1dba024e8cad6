package io.tradepost.archive;

import io.tradepost.archive.access.MailAccess;
import io.tradepost.archive.journal.StoredRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Answers people and programs: whether they may ask is looked at first, then the act is put on record, then it is answered
 * (law L7).
 */
final class ReadersDesk {
    private final ReadingRoom room;
    private final MailAccess access;
    private final ToLongFunction<AuditEvent> audit;
    private final Clock clock;

    ReadersDesk(ReadingRoom room, MailAccess access, ToLongFunction<AuditEvent> audit, Clock clock) {
        this.room = room;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    SearchPage search(SearchRequest request, Reader reader) {
        access.admit(reader, "search", request.query());
        Map<String, String> details = new TreeMap<>();
        details.put("limit", Integer.toString(request.limit()));
        request.cursor().ifPresent(cursor -> details.put("cursor", cursor));
        SearchPage page;
        try {
            page = room.search(request, reader.scope());
        } catch (QueryException e) {
            details.put("reason", String.valueOf(e.getMessage()));
            record(reader, "search", request.query(), "refused", details);
            throw e;
        }
        details.put("total", Long.toString(page.total()));
        details.put(
                "shown", page.items().stream().map(item -> item.id().value()).collect(Collectors.joining(" ")));
        record(reader, "search", request.query(), "done", details);
        return masked(page, reader);
    }

    /** Without the words of private mail, in the places that matched too. */
    private SearchPage masked(SearchPage page, Reader reader) {
        List<ArchivedMessage> shown = access.masked(page.items(), reader);
        Map<MessageId, List<Highlight>> highlights = new HashMap<>(page.highlights());
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(page.items().get(i))) {
                highlights.remove(shown.get(i).id());
            }
        }
        return new SearchPage(page.total(), shown, page.next(), highlights, page.facets());
    }

    Optional<ArchivedMessage> find(MessageId id, Reader reader) {
        access.admit(reader, "view", id.value());
        Optional<ArchivedMessage> found = room.find(id, reader.scope());
        found.ifPresent(message -> access.admit(id, reader, "view"));
        record(reader, "view", id.value(), found.isPresent() ? "done" : "not-found", Map.of());
        return found;
    }

    Optional<Content> raw(MessageId id, Reader reader) {
        access.admit(reader, "raw", id.value());
        Optional<StoredRecord> found = room.delivery(id, reader.scope());
        found.ifPresent(message -> access.admit(id, reader, "raw"));
        long sequence = record(reader, "raw", id.value(), found.isPresent() ? "done" : "not-found", Map.of());
        return found.map(message -> new ReadContent(message.content(), sequence));
    }

    /** The record that is to be proved to stand in the journal; its envelope goes with the proof. */
    Optional<StoredRecord> prove(MessageId id, Reader reader) {
        access.admit(reader, "prove", id.value());
        Optional<StoredRecord> found = room.delivery(id, reader.scope());
        found.ifPresent(message -> access.admit(id, reader, "prove"));
        record(reader, "prove", id.value(), found.isPresent() ? "done" : "not-found", Map.of());
        return found;
    }

    Optional<MessageThread> thread(MessageId id, Reader reader) {
        access.admit(reader, "thread", id.value());
        Optional<MessageThread> found = room.thread(id, reader.scope());
        record(reader, "thread", id.value(), found.isPresent() ? "done" : "not-found", Map.of());
        return found.map(thread -> new MessageThread(access.masked(thread.items(), reader), thread.complete()));
    }

    List<LinkEvent> history(MessageId id, Reader reader) {
        access.admit(reader, "history", id.value());
        boolean visible = room.delivery(id, reader.scope()).isPresent();
        if (visible) {
            access.admit(id, reader, "history");
        }
        List<LinkEvent> events = visible ? room.history(id) : List.of();
        record(reader, "history", id.value(), visible ? "done" : "not-found", Map.of());
        return events;
    }

    private long record(Reader reader, String action, String target, String outcome, Map<String, String> details) {
        long sequence = audit.applyAsLong(AuditEvent.of(clock.instant(), reader, action, target, outcome, details));
        reader.receipt().recorded(sequence);
        return sequence;
    }
}
