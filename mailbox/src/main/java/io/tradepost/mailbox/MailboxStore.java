package io.tradepost.mailbox;

import io.tradepost.mailbox.check.MailboxCheck;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.DatabaseSettings;
import io.tradepost.mailbox.database.Numbers;
import io.tradepost.mailbox.folder.FolderTables;
import io.tradepost.mailbox.message.MailRoom;
import io.tradepost.mailbox.message.MessageNumber;
import io.tradepost.mailbox.message.Recount;
import io.tradepost.mailbox.message.Releases;
import io.tradepost.mailbox.quota.QuotaLimits;
import io.tradepost.mailbox.quota.QuotaUsages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;

/** The mailboxes, open. What James asks of a mailbox store is found here. */
public final class MailboxStore implements AutoCloseable {
    private final Database database;
    private final Releases releases;
    private final SessionMappers mappers;
    private final MessageNumber.Factory messageIds;
    private final QuotaLimits limits;
    private final MailRoom room;

    private MailboxStore(Database database, MailContents contents, Clock clock) {
        this.database = database;
        this.releases = new Releases(database, contents);
        this.room = new MailRoom(database, contents, clock, releases::wake);
        this.mappers = new SessionMappers(database, room, new Numbers(database, "mailbox"));
        this.messageIds = new MessageNumber.Factory(new Numbers(database, "message"));
        this.limits = new QuotaLimits(database, clock);
    }

    /**
     * Opens the tables alone; makes them or brings them up to date.
     *
     * @throws MailboxStoreException when the database is away, its tables can't be used, or they hold mail of James's JPA store
     */
    public static Database tables(DatabaseSettings settings) {
        List<Class<?>> modelled = new ArrayList<>(FolderTables.modelled());
        modelled.addAll(QuotaLimits.modelled());
        Database database = Database.open(settings, modelled);
        try {
            OldTables.refuse(database);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Opens the mailboxes.
     *
     * @param database as {@link #tables} gave it; stays the caller's to close, after this
     * @param contents of their messages; stays the caller's to close, after this
     */
    public static MailboxStore open(Database database, MailContents contents, Clock clock) {
        return new MailboxStore(database, contents, clock);
    }

    /** James's mappers. */
    public SessionMappers mappers() {
        return mappers;
    }

    /** Makes and reads identities of messages. */
    public MessageId.Factory messageIds() {
        return messageIds;
    }

    /** How much mail may be kept. */
    public MaxQuotaManager limits() {
        return limits;
    }

    /** How much mail is kept. */
    public CurrentQuotaManager usages() {
        return new QuotaUsages(database);
    }

    /** Looks whether all is right. */
    public MailboxCheck check() {
        return new MailboxCheck(mappers.folders(), new Recount(room));
    }

    /** For what else looks into the tables. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        releases.close();
    }
}
