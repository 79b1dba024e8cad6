package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works out what a batch of records changes in the index: each message is written once, however many records concern it. */
final class IndexFeed {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);

    private final SearchIndex index;
    private final Journal journal;
    private final Derivations derivations;
    private final RecordEvents events;
    private final HoldMarks marks;

    IndexFeed(SearchIndex index, Journal journal, Derivations derivations, RecordEvents events, HoldMarks marks) {
        this.index = index;
        this.journal = journal;
        this.derivations = derivations;
        this.events = events;
        this.marks = marks;
    }

    /** A message as the index shall know it after the batch. */
    private record Pending(
            StoredRecord delivery, List<Link> links, long linkSequence, Set<String> labels, boolean fresh) {}

    private static final class Changes {
        private final Map<MessageId, Pending> pending = new LinkedHashMap<>();
        private final Set<MessageId> forgotten = new HashSet<>();
    }

    /**
     * What these records change.
     *
     * @param again whether some of them may have been written before
     */
    SearchIndex.Batch batch(List<StoredRecord> records, boolean again) {
        Changes changes = new Changes();
        records.forEach(record -> gather(record, changes));
        List<IndexEntry> added = new ArrayList<>();
        List<IndexEntry> replaced = new ArrayList<>();
        changes.pending.forEach((id, pending) ->
                entry(id, pending).ifPresent(entry -> (pending.fresh && !again ? added : replaced).add(entry)));
        return new SearchIndex.Batch(added, replaced, changes.forgotten);
    }

    /** The entry of a message that the index holds, as it is now; empty if it holds none, or there is nothing left of it. */
    Optional<IndexEntry> again(long sequence) {
        try {
            return journal.read(sequence)
                    .filter(record -> record.kind().equals(Optional.of(RecordKind.DELIVERY)))
                    .map(record -> Payloads.delivery(record).id())
                    .flatMap(id -> indexed(id).flatMap(pending -> entry(id, pending)));
        } catch (ArchiveException e) {
            unlessPermanent(e);
            LOG.warn("the index can't write record {} again: {}", sequence, e.toString());
            return Optional.empty();
        }
    }

    private Optional<IndexEntry> entry(MessageId id, Pending pending) {
        try {
            DerivedMessage message = derivations.of(pending.delivery);
            IndexEntry plain = EntryMaker.of(message, pending.links, pending.linkSequence);
            return Optional.of(EntryMaker.labelled(
                    plain, marks.labels(pending.labels, message, plain, formerLinks(pending.labels))));
        } catch (ArchiveException e) {
            unlessPermanent(e);
            // Disposed of, when the index is made anew; or damaged. Neither may stop what comes behind.
            LOG.warn("the index leaves out message {}: {}", id, e.toString());
            return Optional.empty();
        }
    }

    /** What was decided on a message's links before; that nothing was is the first. */
    private List<List<Link>> formerLinks(Set<String> labels) {
        List<List<Link>> states = new ArrayList<>();
        states.add(List.of());
        labels.stream()
                .filter(label -> label.startsWith(EntryMaker.FORMER))
                .map(label -> links(Long.parseLong(label.substring(EntryMaker.FORMER.length()))))
                .forEach(states::add);
        return states;
    }

    /** A record whose metadata can't be read is no reason to stop before all that come behind it. */
    private void gather(StoredRecord record, Changes changes) {
        try {
            understood(record, changes);
        } catch (ArchiveException e) {
            unlessPermanent(e);
            LOG.error("the index leaves out record {}", record.sequence(), e);
        }
    }

    private static void unlessPermanent(ArchiveException e) {
        if (e.isTemporary()) {
            throw e;
        }
    }

    private void understood(StoredRecord record, Changes changes) {
        if (record.kind().equals(Optional.of(RecordKind.DELIVERY))) {
            MessageId id = Payloads.delivery(record).id();
            changes.pending.put(id, new Pending(record, List.of(), -1, Set.of(), true));
        } else if (record.kind().equals(Optional.of(RecordKind.LINK))) {
            LinkEvent event = Payloads.link(record);
            known(event.message(), record, changes)
                    .map(old -> linked(old, event, record.sequence()))
                    .ifPresent(pending -> changes.pending.put(event.message(), pending));
        } else {
            events.of(record).forEach(event -> apply(event, changes));
        }
    }

    private static void apply(IndexEvent event, Changes changes) {
        switch (event) {
            case IndexEvent.Forgotten gone -> {
                changes.pending.remove(gone.message());
                changes.forgotten.add(gone.message());
            }
        }
    }

    /** The decision before is remembered: a hold that it brought the message under holds on. */
    private static Pending linked(Pending old, LinkEvent event, long sequence) {
        Set<String> labels = new LinkedHashSet<>(old.labels);
        if (old.linkSequence >= 0 && old.linkSequence != sequence) {
            labels.add(EntryMaker.FORMER + old.linkSequence);
        }
        return new Pending(old.delivery, event.links(), sequence, labels, old.fresh);
    }

    /** The message as this batch has it so far, or else as the index has it. */
    private Optional<Pending> known(MessageId id, StoredRecord record, Changes changes) {
        Optional<Pending> known = Optional.ofNullable(changes.pending.get(id)).or(() -> indexed(id));
        if (known.isEmpty()) {
            LOG.warn("record {} is about message {}, which the index does not hold", record.sequence(), id);
        }
        return known;
    }

    private Optional<Pending> indexed(MessageId id) {
        return index.known(id)
                .flatMap(known -> journal.read(known.sequence())
                        .map(delivery -> new Pending(
                                delivery, links(known.linkEvent()), known.linkEvent(), known.labels(), false)));
    }

    private List<Link> links(long event) {
        return event < 0
                ? List.of()
                : journal.read(event).map(Payloads::link).map(LinkEvent::links).orElse(List.of());
    }
}
