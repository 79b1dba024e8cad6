package io.tradepost.mailbox.message;

import io.tradepost.archive.ArchiveException;
import io.tradepost.mailbox.content.References;
import io.tradepost.mailbox.content.StoredMail;
import io.tradepost.mailbox.database.Database;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.james.mailbox.exception.MailboxException;

/** What the rows of messages refer to. Notes of what was released count for nothing: their messages are gone. */
public final class MessageReferences implements References {
    private final Supplier<Database> database;

    /** In these tables, asked for at the first question: a short command may never come to one. */
    public MessageReferences(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public Set<Long> inUse(StoredMail.Place place, Collection<Long> sequences) {
        try {
            return database.get().read(connection -> {
                Set<Long> used = new HashSet<>();
                for (List<Long> chunk : Entries.chunks(List.copyOf(sequences))) {
                    try (PreparedStatement select = connection.prepareStatement(
                            "SELECT DISTINCT record FROM mb_message WHERE place = ? AND record IN "
                                    + Entries.list(chunk))) {
                        select.setInt(1, StoredMessages.number(place));
                        used.addAll(Entries.longs(select));
                    }
                }
                return used;
            });
        } catch (MailboxException e) {
            throw failure(e);
        }
    }

    @Override
    public int move(long archived, long own) {
        try {
            return database.get().change(connection -> {
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE mb_message SET place = ?, record = ? WHERE place = ? AND record = ?")) {
                    update.setInt(1, StoredMessages.number(StoredMail.Place.MAILBOX));
                    update.setLong(2, own);
                    update.setInt(3, StoredMessages.number(StoredMail.Place.ARCHIVE));
                    update.setLong(4, archived);
                    return update.executeUpdate();
                }
            });
        } catch (MailboxException e) {
            throw failure(e);
        }
    }

    private static ArchiveException failure(MailboxException e) {
        return ArchiveException.temporary("the mailboxes cannot be asked what they refer to: " + e.getMessage(), e);
    }
}
