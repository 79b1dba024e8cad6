package io.tradepost.mailbox.search;

import java.util.List;
import javax.mail.Flags;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.UpdatedFlags;

/** What an event says of one entry. */
@SuppressWarnings("JavaUtilDate") // James's events carry them.
sealed interface Change {
    /** A message came. */
    record Came(EntryTable.Entry entry) implements Change {
        static Came of(MessageMetaData message) {
            return new Came(new EntryTable.Entry(
                    message.getUid().asLong(),
                    StoreReader.number(message.getMessageId()),
                    message.getModSeq().asLong(),
                    FlagBits.of(message.getFlags()),
                    FlagBits.keywords(message.getFlags()),
                    message.getInternalDate().getTime(),
                    message.getSaveDate().map(java.util.Date::getTime).orElse(EntryTable.Entry.NEVER),
                    message.getSize()));
        }
    }

    /** Its flags changed. */
    record Flagged(long uid, long modSeq, int flags, List<String> keywords) implements Change {
        static Flagged of(UpdatedFlags updated) {
            Flags flags = updated.getNewFlags();
            return new Flagged(
                    updated.getUid().asLong(),
                    updated.getModSeq().asLong(),
                    FlagBits.of(flags),
                    FlagBits.keywords(flags));
        }
    }

    /** It went. */
    record Went(long uid) implements Change {}
}
