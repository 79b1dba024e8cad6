package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Destroys content for good, by the keys: not a byte of the journal changes, so everything else still verifies.
 *
 * <p>With a message go the parts that no living message refers to. Which those are is read from the clear prefixes of all
 * messages, since that can't be out of date; for many messages at once it is read once. The message's own key goes first:
 * after a crash the message is gone or it is not, and what parts it leaves are found when it is shredded again.
 */
public final class Shredder {
    private final Journal journal;
    private final ContentKeys keys;
    private final ContentStore store;

    Shredder(Journal journal, ContentKeys keys, ContentStore store) {
        this.journal = journal;
        this.keys = keys;
        this.store = store;
    }

    /**
     * What was destroyed.
     *
     * @param deliveries sequences of the messages that were asked for and can't be read any more
     * @param parts      sequences of the parts that went with them
     * @param shared     sequences of their parts that stay, since living messages refer to them
     */
    public record Shredded(List<Long> deliveries, List<Long> parts, List<Long> shared) {
        public Shredded {
            deliveries = List.copyOf(deliveries);
            parts = List.copyOf(parts);
            shared = List.copyOf(shared);
        }
    }

    /** Destroys one message; see {@link #shred(Collection, Consumer)}. */
    public Shredded shred(long sequence) {
        return shred(List.of(sequence), progress -> {});
    }

    /**
     * Destroys the content of these messages. When it returns their keys are gone from the disk. What was destroyed before
     * is no failure. A permanent {@link ArchiveException}, before anything is done, when a sequence is no message or its
     * content was never encrypted, which is so for mail archived by the first format.
     */
    public synchronized Shredded shred(Collection<Long> sequences, Consumer<Progress> progress) {
        Set<Long> deliveries = new TreeSet<>(sequences);
        Set<Long> slots = new HashSet<>();
        Set<Long> parts = new TreeSet<>();
        for (long sequence : deliveries) {
            StoredRecord record = delivery(sequence);
            if (record.header().encoded()) {
                slots.add(ContentStore.prefix(record).slot());
                parts.addAll(ContentStore.references(record));
            }
        }
        store.retire(parts);
        try {
            keys.destroy(slots);
            Set<Long> shared = stillUsed(parts, progress);
            Set<Long> unused = new TreeSet<>(parts);
            unused.removeAll(shared);
            keys.destroy(unused.stream()
                    .map(part -> ContentStore.prefix(record(part)).slot())
                    .toList());
            return new Shredded(new ArrayList<>(deliveries), new ArrayList<>(unused), new ArrayList<>(shared));
        } finally {
            // A destroyed part is never referred to again: its key is not found.
            store.unretire(parts);
        }
    }

    private StoredRecord delivery(long sequence) {
        StoredRecord record = record(sequence);
        if (!record.kind().equals(Optional.of(RecordKind.DELIVERY))) {
            throw ArchiveException.permanent("record " + sequence + " is no message");
        }
        if (record.header().contentLength() > 0 && !record.header().encoded()) {
            throw ArchiveException.permanent("record " + sequence
                    + " was archived before content was encrypted: it has no key that could be destroyed");
        }
        return record;
    }

    private StoredRecord record(long sequence) {
        return journal.read(sequence)
                .orElseThrow(() -> ArchiveException.permanent("there is no record " + sequence + ", or it is damaged"));
    }

    /** Those of these parts that a message refers to whose own key is still there. */
    private Set<Long> stillUsed(Set<Long> parts, Consumer<Progress> progress) {
        Set<Long> used = new TreeSet<>();
        if (parts.isEmpty()) {
            return used;
        }
        long end = journal.nextSequence();
        long first = parts.iterator().next();
        for (long sequence = first; sequence < end && used.size() < parts.size(); sequence++) {
            if (sequence % 1000 == 0) {
                progress.accept(new Progress("shred", sequence - first, end - first));
            }
            journal.read(sequence)
                    .filter(record -> record.header().encoded())
                    .filter(record -> record.kind().equals(Optional.of(RecordKind.DELIVERY)))
                    .ifPresent(record -> used.addAll(living(record, parts)));
        }
        return used;
    }

    private Set<Long> living(StoredRecord record, Set<Long> parts) {
        StoredPrefix prefix = ContentStore.prefix(record);
        Set<Long> common = new TreeSet<>(prefix.referencedBy(record.sequence()));
        common.retainAll(parts);
        return common.isEmpty() || keys.find(prefix.slot()).isEmpty() ? Set.of() : common;
    }
}
