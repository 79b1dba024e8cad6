package io.tradepost.mailbox.message;

import io.tradepost.archive.ArchiveException;
import io.tradepost.mailbox.check.Finding;
import io.tradepost.mailbox.check.Finding.Kind;
import io.tradepost.mailbox.message.Counters.Change;
import io.tradepost.mailbox.message.Counters.Counter;
import io.tradepost.mailbox.message.Counters.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts again what is counted, one mailbox at a time, under its lock. */
public final class Recount {
    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    private final MailRoom room;

    /** Over this room. */
    public Recount(MailRoom room) {
        this.room = room;
    }

    /**
     * What one mailbox gave.
     *
     * @param messages in it
     */
    public record Result(long messages, List<Finding> findings) {}

    /** What James calls the quota root of a mailbox. */
    public static String quotaRoot(Mailbox mailbox) {
        return mailbox.getUser() == null
                ? mailbox.getNamespace()
                : mailbox.getNamespace()
                        + DefaultUserQuotaRootResolver.SEPARATOR
                        + mailbox.getUser().asString();
    }

    /** Recounts a mailbox and reads its messages. */
    public Result mailbox(Mailbox mailbox, boolean repair) throws MailboxException {
        long id = MailboxNumber.of(mailbox.getMailboxId());
        String place = (mailbox.getUser() == null ? "" : mailbox.getUser().asString() + ": ") + mailbox.getName();
        Result compared =
                room.database().change(connection -> compared(connection, id, place, quotaRoot(mailbox), repair));
        List<Finding> findings = new ArrayList<>(compared.findings());
        long unreadable = unreadable(id);
        if (unreadable > 0) {
            findings.add(new Finding(Kind.CONTENT, place, 0, unreadable, false));
        }
        return new Result(compared.messages(), findings);
    }

    /** Adds up the mailboxes of a quota root. */
    public List<Finding> quota(String root, boolean repair) throws MailboxException {
        return room.database().change(connection -> {
            room.counters().lock(connection, mailboxesOf(connection, root));
            Usage expected =
                    usage(connection, "SELECT SUM(messages), SUM(octets) FROM mb_counter WHERE quota_root = ?", root);
            Usage found = usage(
                    connection, "SELECT SUM(messages), SUM(octets) FROM mb_quota_usage WHERE quota_root = ?", root);
            List<Finding> findings = new ArrayList<>();
            differ(findings, Kind.QUOTA_MESSAGES, root, expected.messages(), found.messages(), repair);
            differ(findings, Kind.QUOTA_OCTETS, root, expected.octets(), found.octets(), repair);
            if (repair && !findings.isEmpty()) {
                room.counters()
                        .use(
                                connection,
                                Map.of(
                                        root,
                                        new Usage(
                                                expected.messages() - found.messages(),
                                                expected.octets() - found.octets())));
            }
            return findings;
        });
    }

    /** Looks for messages that are in no mailbox. */
    public List<Finding> unused(boolean repair) throws MailboxException {
        List<Finding> findings = room.database().change(connection -> {
            List<Long> unused;
            try (PreparedStatement select = connection.prepareStatement("SELECT m.id FROM mb_message m WHERE NOT EXISTS"
                    + " (SELECT 1 FROM mb_entry e WHERE e.message_id = m.id) ORDER BY m.id")) {
                unused = Entries.longs(select);
            }
            if (unused.isEmpty()) {
                return List.<Finding>of();
            }
            if (repair) {
                StoredMessages.releaseUnused(connection, unused);
            }
            return List.of(new Finding(Kind.UNUSED, "", 0, unused.size(), repair));
        });
        room.released();
        return findings;
    }

    private Result compared(Connection connection, long id, String place, String root, boolean repair)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Optional<Counter> locked = Optional.ofNullable(
                room.counters().lock(connection, List.of(id)).get(id));
        if (locked.isEmpty()) {
            findings.add(new Finding(Kind.COUNTER, place, 1, 0, repair));
            if (!repair) {
                return new Result(0, findings);
            }
            new FolderContents(room).begin(connection, id, root);
            locked = Optional.of(new Counter(id, root, 0, 0, 0, 0, 0));
        }
        Counter said = locked.get();
        List<Long> lost = withoutMessage(connection, id);
        if (!lost.isEmpty()) {
            findings.add(new Finding(Kind.ENTRY, place, 0, lost.size(), repair));
            if (repair) {
                Entries.delete(connection, id, lost);
            }
        }
        Counter counted = recounted(connection, said);
        differ(findings, Kind.MESSAGES, place, counted.messages(), said.messages(), repair);
        differ(findings, Kind.UNSEEN, place, counted.unseen(), said.unseen(), repair);
        differ(findings, Kind.OCTETS, place, counted.octets(), said.octets(), repair);
        differ(findings, Kind.UID, place, counted.lastUid(), said.lastUid(), repair);
        differ(findings, Kind.MODSEQ, place, counted.highestModSeq(), said.highestModSeq(), repair);
        if (repair && !counted.equals(said)) {
            room.counters()
                    .change(
                            connection,
                            id,
                            new Change(
                                    counted.lastUid(),
                                    counted.highestModSeq(),
                                    counted.messages() - said.messages(),
                                    counted.unseen() - said.unseen(),
                                    counted.octets() - said.octets()));
        }
        return new Result(counted.messages(), findings);
    }

    private static Counter recounted(Connection connection, Counter said) throws SQLException {
        String sql = "SELECT COUNT(*), SUM(CASE WHEN flags IN " + FlagSet.valuesWith(FlagSet.SEEN, false)
                + " THEN 1 ELSE 0 END), SUM(octets), MAX(uid), MAX(modseq) FROM mb_entry WHERE mailbox_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, said.mailbox());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Counter(
                        said.mailbox(),
                        said.quotaRoot(),
                        Math.max(said.lastUid(), row.getLong(4)),
                        Math.max(said.highestModSeq(), row.getLong(5)),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3));
            }
        }
    }

    private static List<Long> withoutMessage(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT e.uid FROM mb_entry e LEFT JOIN mb_message m ON m.id = e.message_id"
                        + " WHERE e.mailbox_id = ? AND m.id IS NULL ORDER BY e.uid")) {
            select.setLong(1, id);
            return Entries.longs(select);
        }
    }

    private long unreadable(long id) {
        long unreadable = 0;
        EntryWalk walk = new EntryWalk(room, id, MessageRange.all(), FetchType.FULL, 0);
        while (walk.hasNext()) {
            MailboxMessage message = walk.next();
            try (InputStream in = message.getFullContent()) {
                long octets = in.transferTo(OutputStream.nullOutputStream());
                unreadable += octets == message.getFullContentOctets() ? 0 : 1;
            } catch (IOException | ArchiveException e) {
                LOG.warn("{} cannot be read", message, e);
                unreadable++;
            }
        }
        return unreadable;
    }

    private static List<Long> mailboxesOf(Connection connection, String root) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT mailbox_id FROM mb_counter WHERE quota_root = ?")) {
            select.setString(1, root);
            return Entries.longs(select);
        }
    }

    private static Usage usage(Connection connection, String sql, String root) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, root);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Usage(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static void differ(
            List<Finding> findings, Kind kind, String place, long expected, long found, boolean mended) {
        if (expected != found) {
            findings.add(new Finding(kind, place, expected, found, mended));
        }
    }
}
