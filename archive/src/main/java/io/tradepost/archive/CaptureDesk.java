package io.tradepost.archive;

import io.tradepost.archive.content.ContentStore;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.payload.StoredDelivery;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Takes deliveries in, each key once, however often and by however many threads it is handed over. */
final class CaptureDesk {
    private final Journal journal;
    private final ContentStore contents;
    private final MessageIds ids = new MessageIds();
    private final Map<String, CompletableFuture<Receipt>> inFlight = new ConcurrentHashMap<>();

    CaptureDesk(Journal journal, ContentStore contents) {
        this.journal = journal;
        this.contents = contents;
    }

    /** Durable when it returns. */
    Receipt capture(Delivery delivery) {
        while (true) {
            CompletableFuture<Receipt> mine = new CompletableFuture<>();
            CompletableFuture<Receipt> other = inFlight.putIfAbsent(delivery.key(), mine);
            if (other == null) {
                return first(delivery, mine);
            }
            Optional<Receipt> theirs = outcome(other);
            if (theirs.isPresent()) {
                Receipt receipt = theirs.get();
                return new Receipt(receipt.id(), receipt.sequence(), receipt.sha256(), true);
            }
            // The other one failed; it may be our turn now.
        }
    }

    private Receipt first(Delivery delivery, CompletableFuture<Receipt> promise) {
        try {
            Receipt receipt =
                    earlier(delivery.key()).map(StoredDelivery::repeatedReceipt).orElseGet(() -> append(delivery));
            promise.complete(receipt);
            return receipt;
        } catch (RuntimeException | Error e) {
            promise.completeExceptionally(e);
            throw e;
        } finally {
            inFlight.remove(delivery.key(), promise);
        }
    }

    private Receipt append(Delivery delivery) {
        MessageId id = ids.next(delivery.receivedAt());
        Journal.Appended appended = contents.append(Payloads.delivery(id, delivery));
        return new Receipt(id, appended.sequence(), appended.sha256(), false);
    }

    /** Whether a delivery with this key is archived. */
    boolean knows(String key) {
        return earlier(key).isPresent();
    }

    private Optional<StoredDelivery> earlier(String key) {
        return journal.find(
                        Digests.fingerprint(key),
                        record -> Payloads.delivery(record).delivery().key().equals(key))
                .map(Payloads::delivery);
    }

    private static Optional<Receipt> outcome(CompletableFuture<Receipt> other) {
        try {
            return Optional.of(other.join());
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }
}
