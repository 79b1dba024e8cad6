package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.CasePayload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Cases: named collections of messages, kept as records of their changes in the journal. What a case holds is read from
 * there each time, so nothing of it can lag or be lost with a database.
 */
public final class Cases {
    /** Ids in one record: far below the 16 MiB that its metadata may have. */
    private static final int MOST_AT_ONCE = 10_000;

    private final ExportSource source;

    Cases(ExportSource source) {
        this.source = source;
    }

    /**
     * Opens a case.
     *
     * @throws ArchiveException permanent, if there is one of this name
     */
    public synchronized Case create(CaseName name, String reason, Reader reader) {
        if (find(name).isPresent()) {
            throw ArchiveException.permanent("there is a case named \"" + name + "\" already");
        }
        append(name, CaseEvent.Change.CREATED, reason, List.of(), reader);
        return get(name);
    }

    /** Puts messages into a case; how many were not in it before. Permanent failure if there is no such case or message. */
    public synchronized int add(CaseName name, Collection<MessageId> messages, String reason, Reader reader) {
        Case before = get(name);
        List<MessageId> fresh = messages.stream()
                .distinct()
                .filter(id -> !before.messages().contains(id))
                .toList();
        for (MessageId id : fresh) {
            if (source.delivery(id, reader.scope()).isEmpty()) {
                throw ArchiveException.permanent("there is no message " + id + " in the archive");
            }
        }
        change(name, CaseEvent.Change.ADDED, reason, fresh, reader);
        return fresh.size();
    }

    /** Takes messages out of a case; how many were in it. Permanent failure if there is no such case. */
    public synchronized int remove(CaseName name, Collection<MessageId> messages, String reason, Reader reader) {
        Case before = get(name);
        List<MessageId> leaving =
                messages.stream().distinct().filter(before.messages()::contains).toList();
        change(name, CaseEvent.Change.REMOVED, reason, leaving, reader);
        return leaving.size();
    }

    /** The case of this name; permanent failure if there is none. */
    public Case get(CaseName name) {
        return find(name).orElseThrow(() -> ArchiveException.permanent("there is no case named \"" + name + "\""));
    }

    /** The case of this name, if there is one. */
    public Optional<Case> find(CaseName name) {
        return fold(events(CasePayload.key(name)).stream()
                .filter(event -> event.name().equals(name))
                .toList());
    }

    /** All cases, by name. */
    public List<Case> list() {
        return events(CasePayload.REGISTER).stream()
                .map(CaseEvent::name)
                .distinct()
                .flatMap(name -> find(name).stream())
                .sorted(Comparator.comparing(one -> one.name().value()))
                .toList();
    }

    /** Everything that happened to a case, oldest first. */
    public List<CaseEvent> history(CaseName name) {
        return events(CasePayload.key(name)).stream()
                .filter(event -> event.name().equals(name))
                .toList();
    }

    private static Optional<Case> fold(List<CaseEvent> events) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<MessageId> held = new TreeSet<>();
        for (CaseEvent event : events) {
            switch (event.change()) {
                case CREATED -> held.clear();
                case ADDED -> held.addAll(event.messages());
                case REMOVED -> event.messages().forEach(held::remove);
            }
        }
        CaseEvent first = events.getFirst();
        return Optional.of(new Case(first.name(), first.reason(), first.by(), first.at(), held));
    }

    private List<CaseEvent> events(String key) {
        List<CaseEvent> events = new ArrayList<>();
        for (StoredRecord record : source.byKey(key)) {
            if (record.kind().equals(Optional.of(RecordKind.CASE))) {
                CasePayload.read(record).ifPresent(events::add);
            }
        }
        return events;
    }

    private void change(
            CaseName name, CaseEvent.Change change, String reason, List<MessageId> messages, Reader reader) {
        for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
            append(
                    name,
                    change,
                    reason,
                    messages.subList(from, Math.min(messages.size(), from + MOST_AT_ONCE)),
                    reader);
        }
    }

    private void append(CaseName name, CaseEvent.Change change, String reason, List<MessageId> ids, Reader reader) {
        CaseEvent event =
                new CaseEvent(name, change, source.now(), reader.who(), reader.role(), reader.origin(), reason, ids);
        if (change == CaseEvent.Change.CREATED) {
            source.append(CasePayload.registered(event));
        }
        source.append(CasePayload.record(event));
    }
}
