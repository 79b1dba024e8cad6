package io.tradepost.mailbox.message;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import io.tradepost.mailbox.message.Counters.Change;
import io.tradepost.mailbox.message.Counters.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.FlagsUpdateCalculator;

/** Changes flags. One change, however many messages it touches, is one transaction and one mod-sequence (RFC 7162). */
final class FlagDesk {
    private final MailRoom room;

    FlagDesk(MailRoom room) {
        this.room = room;
    }

    /** What became of each message of the range, changed or not; by rising UID. */
    List<UpdatedFlags> update(long mailbox, MessageRange range, FlagsUpdateCalculator calculator)
            throws MailboxException {
        return room.database().change(connection -> {
            Counter counter = room.locked(connection, mailbox);
            return apply(connection, counter, Entries.inRange(connection, mailbox, range), calculator(calculator));
        });
    }

    /** What was recent is not any more; those messages, by rising UID. A mailbox with nothing recent is only read. */
    List<UpdatedFlags> resetRecent(long mailbox) throws MailboxException {
        boolean any = room.database()
                .read(connection -> !Entries.uidsWhere(connection, mailbox, FlagSet.RECENT, true, MessageRange.all(), 1)
                        .isEmpty());
        if (!any) {
            return List.of();
        }
        return room.database().change(connection -> {
            Counter counter = room.locked(connection, mailbox);
            List<Long> recent =
                    Entries.uidsWhere(connection, mailbox, FlagSet.RECENT, true, MessageRange.all(), Integer.MAX_VALUE);
            return apply(
                    connection,
                    counter,
                    Entries.withUids(connection, mailbox, recent),
                    flags -> new FlagSet(flags.bits() & ~FlagSet.RECENT, flags.keywords()));
        });
    }

    /** Changes a message's flags wherever it is in these mailboxes. */
    Multimap<MailboxId, UpdatedFlags> update(
            long message, Collection<Long> mailboxes, Flags newState, FlagsUpdateMode mode) throws MailboxException {
        return room.database().change(connection -> {
            Multimap<MailboxId, UpdatedFlags> updated = ArrayListMultimap.create();
            Map<Long, Counter> locked = room.counters().lock(connection, mailboxes);
            List<Entry> entries = Entries.ofMessages(connection, List.of(message));
            for (Map.Entry<Long, Counter> one : locked.entrySet()) {
                List<Entry> here = entries.stream()
                        .filter(entry -> entry.mailbox() == one.getKey())
                        .toList();
                updated.putAll(
                        new MailboxNumber(one.getKey()),
                        apply(connection, one.getValue(), here, calculator(new FlagsUpdateCalculator(newState, mode))));
            }
            return updated;
        });
    }

    private List<UpdatedFlags> apply(
            Connection connection, Counter counter, List<Entry> entries, UnaryOperator<FlagSet> change)
            throws SQLException {
        long modSeq = counter.highestModSeq() + 1;
        long unseen = 0;
        List<Entry> changed = new ArrayList<>();
        List<UpdatedFlags> updated = new ArrayList<>(entries.size());
        for (Entry before : entries) {
            FlagSet flags = change.apply(before.flags());
            boolean same = flags.equals(before.flags());
            Entry after = same ? before : before.with(modSeq, flags);
            if (!same) {
                changed.add(after);
                unseen += (before.flags().has(FlagSet.SEEN) ? 1 : 0) - (flags.has(FlagSet.SEEN) ? 1 : 0);
            }
            updated.add(updated(before, after));
        }
        if (!changed.isEmpty()) {
            room.counters().change(connection, counter.mailbox(), new Change(counter.lastUid(), modSeq, 0, unseen, 0));
            Entries.updateFlags(connection, changed);
            room.counters().keepKeywords(connection, counter.mailbox(), changed);
        }
        return updated;
    }

    private static UpdatedFlags updated(Entry before, Entry after) {
        return UpdatedFlags.builder()
                .uid(MessageUid.of(after.uid()))
                .messageId(new MessageNumber(after.message()))
                .modSeq(ModSeq.of(after.modSeq()))
                .oldFlags(before.flags().toFlags())
                .newFlags(after.flags().toFlags())
                .build();
    }

    private static UnaryOperator<FlagSet> calculator(FlagsUpdateCalculator calculator) {
        return flags -> FlagSet.of(calculator.buildNewFlags(flags.toFlags()));
    }
}
