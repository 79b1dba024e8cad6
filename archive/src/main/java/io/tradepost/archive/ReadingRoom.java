package io.tradepost.archive;

import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.payload.StoredDelivery;
import io.tradepost.archive.search.FullText;
import io.tradepost.archive.search.SearchHits;
import io.tradepost.archive.search.ThreadHits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts answers together, without a word about who asks: the index says which messages, the catalog what they are, and the
 * journal stands in for either when it lags or is away.
 */
final class ReadingRoom {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingRoom.class);
    private static final int MOST_SAME_HEADER = 50;

    private final Journal journal;
    private final FullText index;
    private final Catalog catalog;
    private final Derivations derivations;
    private final AttachmentStates states;
    private final RecentRecords recent;
    private volatile long fillingUpTo;

    ReadingRoom(Journal journal, FullText index, Catalog catalog, AttachmentDesk attachments, RecentRecords recent) {
        this.journal = journal;
        this.index = index;
        this.catalog = catalog;
        this.derivations = attachments.derivations();
        this.states = attachments.states();
        this.recent = recent;
    }

    /** From now on the index is being filled; what is below this sequence can't be searched until it is there. */
    void filling(long upTo) {
        fillingUpTo = upTo;
    }

    SearchPage search(SearchRequest request, Reader.Scope scope) {
        needFilled();
        SearchHits found = index.search(request, scope);
        Map<Long, ArchivedMessage> known =
                catalog.load(found.hits().stream().map(SearchHits.Hit::sequence).toList());
        List<ArchivedMessage> items = new ArrayList<>();
        Map<MessageId, List<Highlight>> highlights = new HashMap<>();
        for (SearchHits.Hit hit : found.hits()) {
            shown(hit, known).ifPresent(message -> {
                items.add(message);
                if (!hit.highlights().isEmpty()) {
                    highlights.put(message.id(), hit.highlights());
                }
            });
        }
        return new SearchPage(found.total(), items, found.next(), highlights, found.facets());
    }

    private Optional<ArchivedMessage> shown(SearchHits.Hit hit, Map<Long, ArchivedMessage> known) {
        return Optional.ofNullable(known.get(hit.sequence()))
                .or(() -> derived(hit.sequence()))
                .map(states::now)
                .map(message -> DerivedMessage.with(
                        message, links(hit.linkEvent()), hit.snippet().isEmpty() ? message.snippet() : hit.snippet()));
    }

    Optional<ArchivedMessage> find(MessageId id, Reader.Scope scope) {
        return delivery(id, scope).flatMap(record -> shown(record.sequence()));
    }

    /** The conversation of a message, if there is one that may be seen. */
    Optional<MessageThread> thread(MessageId id, Reader.Scope scope) {
        return delivery(id, scope).map(record -> {
            needFilled();
            ThreadHits thread = index.thread(record, scope);
            Set<Long> sequences =
                    thread.hits().stream().map(SearchHits.Hit::sequence).collect(java.util.stream.Collectors.toSet());
            Map<Long, ArchivedMessage> known = catalog.load(sequences);
            List<ArchivedMessage> items = new ArrayList<>(thread.hits().stream()
                    .flatMap(hit -> shown(hit, known).stream())
                    .toList());
            if (!sequences.contains(record.sequence())) {
                // It has no ids, or the index does not show it yet.
                find(id, scope).ifPresent(items::add);
            }
            return new MessageThread(items, thread.complete());
        });
    }

    /** The message that this delivery brought, with its newest links. */
    Optional<ArchivedMessage> shown(long sequence) {
        return Optional.ofNullable(catalog.load(List.of(sequence)).get(sequence))
                .or(() -> derived(sequence))
                .map(states::now)
                .map(message -> DerivedMessage.with(message, newestLinks(message.id()), message.snippet()));
    }

    /** The delivery, if there is one that may be seen. */
    Optional<StoredRecord> delivery(MessageId id, Reader.Scope scope) {
        boolean visible = scope == Reader.Scope.ALL
                || newestLinks(id).stream().anyMatch(link -> link.status() == LinkStatus.LINKED);
        if (!visible) {
            return Optional.empty();
        }
        Optional<Long> sequence = recent.delivery(id)
                .or(() -> indexed(id).map(SearchHits.Hit::sequence))
                .or(() -> fromCatalog(id));
        if (sequence.isEmpty()) {
            needComplete();
        }
        return sequence.flatMap(journal::read).filter(record -> record.kind().equals(Optional.of(RecordKind.DELIVERY)));
    }

    /** All decisions on a message's links, oldest first. */
    List<LinkEvent> history(MessageId id) {
        return linkRecords(id).stream().map(Payloads::link).toList();
    }

    /** The records of {@link #history}. */
    List<StoredRecord> linkRecords(MessageId id) {
        Set<Long> sequences = new LinkedHashSet<>(catalog.linkEvents(id));
        indexed(id).map(SearchHits.Hit::linkEvent).filter(one -> one >= 0).ifPresent(sequences::add);
        recent.link(id).ifPresent(sequences::add);
        return sequences.stream()
                .sorted(Comparator.naturalOrder())
                .flatMap(one -> journal.read(one).stream())
                .toList();
    }

    List<Link> newestLinks(MessageId id) {
        return links(recent.link(id).or(() -> linkEvent(id)).orElse(-1L));
    }

    /** LINKED links of messages with this Message-ID header. */
    List<Link> linksByMessageIdHeader(String header) {
        needComplete();
        Set<Link> links = new LinkedHashSet<>();
        for (MessageId id : recent.byHeader(header)) {
            links.addAll(newestLinks(id));
        }
        for (SearchHits.Hit hit : index.byMessageIdHeader(header, MOST_SAME_HEADER)) {
            Optional<Long> newer = journal.read(hit.sequence())
                    .flatMap(record -> recent.link(Payloads.delivery(record).id()));
            links.addAll(links(newer.orElse(hit.linkEvent())));
        }
        return links.stream().filter(link -> link.status() == LinkStatus.LINKED).toList();
    }

    /** Sequences of deliveries with this Message-ID header; what the index would add is left out while it is away. */
    List<Long> deliveriesByMessageIdHeader(String header, int most) {
        Set<Long> sequences = new LinkedHashSet<>();
        recent.byHeader(header).forEach(id -> recent.delivery(id).ifPresent(sequences::add));
        if (sequences.size() < most) {
            try {
                index.byMessageIdHeader(header, most).forEach(hit -> sequences.add(hit.sequence()));
            } catch (ArchiveException e) {
                LOG.warn("the index cannot say who has a Message-ID: {}", e.toString());
            }
        }
        return sequences.stream().limit(most).toList();
    }

    /** Messages on whose links nothing was ever decided, oldest first. */
    List<Undecided> undecided(int limit) {
        return catalog.undecided(limit).stream()
                .flatMap(sequence -> journal.read(sequence).stream())
                .map(record -> {
                    StoredDelivery stored = Payloads.delivery(record);
                    return new Undecided(
                            stored.id(),
                            stored.delivery().direction(),
                            stored.delivery().envelope(),
                            record.content());
                })
                .toList();
    }

    private List<Link> links(long event) {
        return event < 0
                ? List.of()
                : journal.read(event).map(Payloads::link).map(LinkEvent::links).orElse(List.of());
    }

    private Optional<ArchivedMessage> derived(long sequence) {
        return journal.read(sequence).map(derivations::of).map(DerivedMessage::shown);
    }

    /** While the index is filled again, what it does not show may be there all the same. */
    private void needComplete() {
        needFilled();
        if (!recent.completeFrom(index.visible())) {
            throw behind();
        }
    }

    private void needFilled() {
        if (index.visible() < fillingUpTo) {
            throw behind();
        }
    }

    private ArchiveException behind() {
        return ArchiveException.temporary(
                "the index is being filled and holds " + index.visible() + " of " + journal.nextSequence()
                        + " records; ask again later",
                new IllegalStateException("incomplete"));
    }

    /** The newest decision that is known; the catalog tells it while the index is away. */
    private Optional<Long> linkEvent(MessageId id) {
        try {
            return index.find(id).map(SearchHits.Hit::linkEvent);
        } catch (ArchiveException e) {
            LOG.warn("the index gives no answer; the catalog is asked instead: {}", e.toString());
            return catalog.linkEvents(id).stream().max(Comparator.naturalOrder());
        }
    }

    /** What the index shows of a message; nothing while it is away, since the catalog can stand in for it. */
    private Optional<SearchHits.Hit> indexed(MessageId id) {
        try {
            return index.find(id);
        } catch (ArchiveException e) {
            LOG.warn("the index gives no answer; the catalog is asked instead: {}", e.toString());
            return Optional.empty();
        }
    }

    private Optional<Long> fromCatalog(MessageId id) {
        try {
            return catalog.sequenceOf(id);
        } catch (ArchiveException e) {
            LOG.warn("the catalog gives no answer: {}", e.toString());
            return Optional.empty();
        }
    }
}
