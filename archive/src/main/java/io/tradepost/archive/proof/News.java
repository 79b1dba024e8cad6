package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.payload.StoredDelivery;
import io.tradepost.archive.proof.place.SecondPlace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which records are a reason to sign another checkpoint: all but those that tell of one, and the mail by which one was
 * sent to a second place. Else each checkpoint would beget the next, on an archive in which nothing happens. Records are to be
 * asked about in their order.
 */
final class News {
    private static final int MOST_REMEMBERED = 64;
    private static final long LONG_ROW = 1000;

    private final List<SecondPlace> places;
    private final Set<MessageId> sent = new LinkedHashSet<>();

    News(List<SecondPlace> places) {
        this.places = places;
    }

    /** Whether this record is one. */
    boolean counts(StoredRecord record) {
        Optional<RecordKind> kind = record.kind();
        if (kind.isEmpty()) {
            return true;
        }
        try {
            return switch (kind.get()) {
                case CHECKPOINT -> false;
                // The delivery that needs it stands right behind it.
                case PART -> false;
                case DELIVERY -> places.isEmpty() || !wasSent(Payloads.delivery(record));
                case LINK ->
                    sent.isEmpty() || !sent.contains(Payloads.link(record).message());
                default -> true;
            };
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            // Whatever it is, somebody wrote it.
            return true;
        }
    }

    /** Behind the last record from here on that is one; 0 for none. A long row of records is one by itself. */
    long since(long from, Journal journal) {
        long end = journal.nextSequence();
        if (end - from > LONG_ROW) {
            return end;
        }
        long news = 0;
        for (long sequence = from; sequence < end; sequence++) {
            if (journal.read(sequence).filter(this::counts).isPresent()) {
                news = sequence + 1;
            }
        }
        return news;
    }

    private boolean wasSent(StoredDelivery stored) {
        boolean ours = places.stream().anyMatch(place -> place.wasSent(stored.delivery()));
        if (ours) {
            if (sent.size() == MOST_REMEMBERED) {
                sent.remove(sent.iterator().next());
            }
            sent.add(stored.id());
        }
        return ours;
    }
}
