package io.tradepost.mailbox.message;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.ThreadId;

/**
 * A message in a mailbox: a row of {@code mb_entry}.
 *
 * @param internalMillis of the internal date, since 1970
 * @param saveMillis     when it came into this mailbox, since 1970
 * @param octets         of the whole message
 */
record Entry(
        long mailbox,
        long uid,
        long message,
        long thread,
        long modSeq,
        long internalMillis,
        long saveMillis,
        long octets,
        FlagSet flags) {
    Entry with(long newModSeq, FlagSet newFlags) {
        return new Entry(mailbox, uid, message, thread, newModSeq, internalMillis, saveMillis, octets, newFlags);
    }

    /** The same message somewhere else; new there, RFC 3501 section 6.4.7. */
    Entry in(long otherMailbox, long newUid, long newModSeq, long nowMillis) {
        return new Entry(
                otherMailbox,
                newUid,
                message,
                thread,
                newModSeq,
                internalMillis,
                nowMillis,
                octets,
                flags.with(FlagSet.RECENT));
    }

    ThreadId threadId() {
        return ThreadId.fromBaseMessageId(new MessageNumber(thread));
    }

    MessageMetaData metaData() {
        return new MessageMetaData(
                MessageUid.of(uid),
                ModSeq.of(modSeq),
                flags.toFlags(),
                octets,
                Date.from(Instant.ofEpochMilli(internalMillis)),
                Optional.of(Date.from(Instant.ofEpochMilli(saveMillis))),
                new MessageNumber(message),
                threadId());
    }
}
