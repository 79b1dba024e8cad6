package io.tradepost.mailbox.message;

import org.apache.james.mailbox.model.MailboxId;

/**
 * A mailbox's identity, for as long as it exists, whatever it is called.
 *
 * @param value at least 1
 */
public record MailboxNumber(long value) implements MailboxId {
    /** Reads what {@link #serialize()} wrote. */
    public static final class Factory implements MailboxId.Factory {
        @Override
        public MailboxNumber fromString(String serialized) {
            return new MailboxNumber(Long.parseLong(serialized));
        }
    }

    /** The number of an identity that this store gave out. */
    public static long of(MailboxId id) {
        if (id instanceof MailboxNumber number) {
            return number.value;
        }
        throw new IllegalArgumentException(id.serialize() + " is no mailbox of this store");
    }

    @Override
    public String serialize() {
        return Long.toString(value);
    }

    @Override
    public String toString() {
        return serialize();
    }
}
