package io.tradepost.archive.payload;

import io.tradepost.archive.Delivery;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Receipt;

/**
 * A delivery as it stands in the journal.
 *
 * @param id       the archive's name of it
 * @param sequence its place in the journal
 * @param sha256   of the content, lower-case hexadecimal
 * @param size     bytes of the content
 * @param delivery as it was handed over; its content is read from the journal
 */
public record StoredDelivery(MessageId id, long sequence, String sha256, long size, Delivery delivery) {
    /** What the one who hands it over again is told. */
    public Receipt repeatedReceipt() {
        return new Receipt(id, sequence, sha256, true);
    }
}
