package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets content go from a journal where that is everyday business: keys of messages are destroyed, those of parts with the
 * last message that needs them, and a sealed segment with its last content.
 *
 * <p>Evidence is disposed of once in a while, and {@link Shredder} looks for what is still needed each time. Here that would
 * be a walk for every draft, so what is living is counted: read from the journal once, at the first use, and carried on from
 * there. After a crash it is read anew, so that it can't be out of date.
 */
public final class Releaser {
    private final Journal journal;
    private final ContentKeys keys;
    private final ContentStore store;
    /** By sequence, whose key is there; a sequence above two thousand million is out of reach of any mailbox. */
    private final BitSet living = new BitSet();
    /** By sequence of a living part, how many living messages refer to it. */
    private final Map<Long, Integer> uses = new HashMap<>();

    private long counted;

    /** For a journal that may let go of segments. */
    public Releaser(Journal journal, ContentKeys keys, ContentStore store) {
        this.journal = journal;
        this.keys = keys;
        this.store = store;
    }

    /**
     * What went.
     *
     * @param messages whose keys were destroyed now
     * @param parts    whose keys went with them
     * @param segments that were let go of
     */
    public record Released(long messages, long parts, long segments) {}

    /**
     * Destroys these messages; nobody may need them any more. When it returns their keys are gone from the disk. What went
     * before, even half, is no failure. A permanent {@link ArchiveException}, before anything is done, for a record that is
     * no mailbox message.
     */
    public synchronized Released release(Collection<Long> sequences) {
        countOn();
        Map<Long, StoredRecord> going = new HashMap<>();
        Set<Long> parts = unused();
        for (long sequence : new TreeSet<>(sequences)) {
            Optional<StoredRecord> record = journal.read(sequence).filter(one -> isLiving(sequence));
            if (record.isPresent()) {
                if (!record.get().kind().equals(Optional.of(RecordKind.MAIL))) {
                    throw ArchiveException.permanent("record " + sequence + " is no message of a mailbox");
                }
                going.put(sequence, record.get());
                parts.addAll(ContentStore.references(record.get()));
            }
        }
        store.retire(parts);
        try {
            // What was being written when these were retired is durable by now.
            countOn();
            destroy(going.keySet());
            going.values().forEach(this::uncount);
            Set<Long> leaving = unused();
            leaving.retainAll(parts);
            destroy(leaving);
            uses.keySet().removeAll(leaving);
            return new Released(going.size(), leaving.size(), forget());
        } finally {
            // A destroyed part is never referred to again: its key is not found.
            store.unretire(parts);
        }
    }

    /** Messages that are living, and parts. */
    public synchronized long living() {
        countOn();
        return living.cardinality();
    }

    private void countOn() {
        long end = journal.nextSequence();
        for (; counted < end; counted++) {
            journal.read(counted)
                    .filter(record -> record.header().encoded())
                    .filter(record -> keys.holds(ContentStore.prefix(record).slot()))
                    .ifPresent(this::count);
        }
    }

    private void count(StoredRecord record) {
        living.set(Math.toIntExact(record.sequence()));
        if (record.kind().equals(Optional.of(RecordKind.PART))) {
            uses.putIfAbsent(record.sequence(), 0);
        } else {
            ContentStore.references(record).stream().distinct().forEach(part -> uses.merge(part, 1, Integer::sum));
        }
    }

    private void uncount(StoredRecord record) {
        ContentStore.references(record).stream().distinct().forEach(part -> uses.merge(part, -1, Integer::sum));
    }

    private Set<Long> unused() {
        Set<Long> unused = new TreeSet<>();
        uses.forEach((part, count) -> {
            if (count <= 0) {
                unused.add(part);
            }
        });
        return unused;
    }

    private void destroy(Collection<Long> sequences) {
        List<Long> slots = sequences.stream()
                .flatMap(sequence -> journal.read(sequence).stream())
                .map(record -> ContentStore.prefix(record).slot())
                .toList();
        if (!slots.isEmpty()) {
            keys.destroy(slots);
        }
        sequences.forEach(sequence -> living.clear(Math.toIntExact(sequence)));
    }

    private boolean isLiving(long sequence) {
        return living.get(Math.toIntExact(sequence));
    }

    /** Lets go of sealed segments that hold nothing living any more. */
    private long forget() {
        long forgotten = 0;
        for (Journal.Sealed sealed : journal.sealed()) {
            int next = living.nextSetBit(Math.toIntExact(sealed.first()));
            if (sealed.next() <= counted && (next < 0 || next >= sealed.next())) {
                journal.forget(sealed);
                forgotten++;
            }
        }
        return forgotten;
    }
}
