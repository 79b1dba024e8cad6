package io.tradepost.mailbox.message;

import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailbox.database.Numbers;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MessageId;

/**
 * A message's identity: all its copies have the same one.
 *
 * @param value at least 1
 */
public record MessageNumber(long value) implements MessageId {
    /** Makes new ones, and reads what {@link #serialize()} wrote. */
    public static final class Factory implements MessageId.Factory {
        private final Numbers numbers;

        /** Makes them of numbers that were never used before. */
        public Factory(Numbers numbers) {
            this.numbers = numbers;
        }

        @Override
        public MessageNumber fromString(String serialized) {
            return new MessageNumber(Long.parseLong(serialized));
        }

        @Override
        public MessageNumber generate() {
            try {
                return new MessageNumber(numbers.next());
            } catch (MailboxException e) {
                throw MailboxStoreException.temporary("there is no number for a message", e);
            }
        }
    }

    /** The number of an identity that this store gave out. */
    public static long of(MessageId id) {
        if (id instanceof MessageNumber number) {
            return number.value;
        }
        throw new IllegalArgumentException(id.serialize() + " is no message of this store");
    }

    @Override
    public String serialize() {
        return Long.toString(value);
    }

    @Override
    public boolean isSerializable() {
        return true;
    }

    @Override
    public String toString() {
        return serialize();
    }
}
