package io.tradepost.archive;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.Payloads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was written lately and the index does not show yet, so that a message can be linked and found by its id the moment
 * it is archived, whatever the followers do. Bounded: if the index stays behind for very long, the oldest are let go.
 */
final class RecentRecords {
    private static final int MOST = 100_000;

    private record Entry(long sequence, MessageId id, String header) {}

    private long completeFrom;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<MessageId, Long> deliveries = new HashMap<>();
    private final Map<MessageId, Long> links = new HashMap<>();
    private final Map<String, List<MessageId>> headers = new HashMap<>();

    /**
     * @param completeFrom sequence from which on every record will be told
     */
    RecentRecords(long completeFrom) {
        this.completeFrom = completeFrom;
    }

    /** Takes in what was written before the last end and the index does not have. */
    void rememberUnindexed(Journal journal, long visible) {
        for (long sequence = visible; sequence < journal.nextSequence(); sequence++) {
            journal.read(sequence).ifPresent(record -> {
                Optional<RecordKind> kind = record.kind();
                if (kind.equals(Optional.of(RecordKind.DELIVERY))) {
                    MessageId id = Payloads.delivery(record).id();
                    delivered(id, record.sequence(), HeaderPeek.messageId(record.content()), visible);
                } else if (kind.equals(Optional.of(RecordKind.LINK))) {
                    linked(Payloads.link(record).message(), record.sequence(), visible);
                }
            });
        }
    }

    synchronized void delivered(MessageId id, long sequence, String messageIdHeader, long visible) {
        deliveries.put(id, sequence);
        if (!messageIdHeader.isEmpty()) {
            headers.computeIfAbsent(messageIdHeader, none -> new ArrayList<>(1)).add(id);
        }
        entries.add(new Entry(sequence, id, messageIdHeader));
        forget(visible);
    }

    synchronized void linked(MessageId id, long sequence, long visible) {
        links.merge(id, sequence, Math::max);
        entries.add(new Entry(sequence, id, ""));
        forget(visible);
    }

    /** Lets go of a message that was disposed of. */
    synchronized void ended(MessageId id) {
        deliveries.remove(id);
        links.remove(id);
    }

    /** Sequence of a delivery that was made lately. */
    synchronized Optional<Long> delivery(MessageId id) {
        return Optional.ofNullable(deliveries.get(id));
    }

    /** Sequence of a decision on links that was made lately. */
    synchronized Optional<Long> link(MessageId id) {
        return Optional.ofNullable(links.get(id));
    }

    /** Messages of lately with this Message-ID header. */
    synchronized List<MessageId> byHeader(String header) {
        return List.copyOf(headers.getOrDefault(header, List.of()));
    }

    /**
     * Whether everything that is durable is either here or below {@code visible}, so that what is found in neither place
     * does not exist.
     */
    synchronized boolean completeFrom(long visible) {
        return completeFrom <= visible;
    }

    // Writers that are served by one sync come here in any order, so an entry may stand a little behind its turn; it is
    // then forgotten a little later.
    private void forget(long visible) {
        while (!entries.isEmpty() && (entries.peek().sequence < visible || entries.size() > MOST)) {
            Entry gone = entries.remove();
            completeFrom = Math.max(completeFrom, gone.sequence + 1);
            deliveries.remove(gone.id, gone.sequence);
            links.remove(gone.id, gone.sequence);
            List<MessageId> same = headers.get(gone.header);
            if (same != null && same.remove(gone.id) && same.isEmpty()) {
                headers.remove(gone.header);
            }
        }
    }
}
