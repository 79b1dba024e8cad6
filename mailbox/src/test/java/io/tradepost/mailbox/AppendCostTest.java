package io.tradepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.mailbox.james.Managers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.MailboxPath;
import org.junit.jupiter.api.Test;

/** What a message costs the database, as the database itself counts it. */
class AppendCostTest {
    private static final Username WANG = Username.of("wang@firm.example");
    private static final byte[] MESSAGE = "Subject: one\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MESSAGES = 20;
    private static final int STATEMENTS = 8;

    @Test
    void aMessageCostsOneCommitAndFewStatements() throws Exception {
        try (StoreOnDisk disk = StoreOnDisk.onMariaDb()) {
            StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
            MailboxSession session = mailboxes.createSystemSession(WANG);
            mailboxes.createMailbox(MailboxPath.inbox(WANG), session);
            append(mailboxes, session);

            long commits = status(disk, "Com_commit");
            long statements = status(disk, "Com_stmt_execute");
            for (int i = 0; i < MESSAGES; i++) {
                append(mailboxes, session);
            }

            assertThat(status(disk, "Com_commit") - commits).isEqualTo(MESSAGES);
            assertThat(status(disk, "Com_stmt_execute") - statements)
                    .isBetween((long) MESSAGES, (long) STATEMENTS * MESSAGES);
        }
    }

    /** As a delivery does it: the mailbox is looked up each time. */
    private static void append(StaffMailboxes mailboxes, MailboxSession session) throws Exception {
        mailboxes
                .getMailbox(MailboxPath.inbox(WANG), session)
                .appendMessage(MessageManager.AppendCommand.builder().build(MESSAGE), session);
    }

    private static long status(StoreOnDisk disk, String name) throws SQLException {
        try (Connection connection = disk.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
