package io.tradepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxStoreTest {
    private static final Username WANG = Username.of("wang@firm.example");
    private static final byte[] MESSAGE = "Subject: one\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

    private StoreOnDisk disk;

    @BeforeEach
    void begin() {
        disk = StoreOnDisk.onH2();
    }

    @AfterEach
    void end() {
        disk.close();
    }

    @Test
    void doesNotPassOverMailInTheTablesOfAnEarlierTradepost() {
        disk.execute("CREATE TABLE JAMES_MAIL (MAIL_UID BIGINT)");
        disk.reopen();
        disk.execute("INSERT INTO JAMES_MAIL VALUES (1)");

        assertThatThrownBy(disk::reopen)
                .isInstanceOfSatisfying(
                        MailboxStoreException.class,
                        e -> assertThat(e.isTemporary()).isFalse())
                .hasMessageContaining("1 messages")
                .hasMessageContaining("archive restore");
        disk.execute("DROP TABLE JAMES_MAIL");
        disk.reopen();
    }

    @Test
    void givesHigherUidsAfterTheNewestMessageWasExpungedAndTheStoreOpenedAgain() throws MailboxException {
        MailboxSession session = inbox();
        append(session);
        MessageUid second = append(session);
        mailbox(session).delete(java.util.List.of(second), session);

        disk.reopen();

        assertThat(append(Managers.of(disk, Set.of()).mailboxes().createSystemSession(WANG)))
                .isEqualTo(MessageUid.of(3));
    }

    @Test
    void keepsOneMessageForAllItsCopiesAndLetsGoOfItWithTheLast() throws Exception {
        MailboxSession session = inbox();
        StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
        MailboxPath orders = MailboxPath.forUser(WANG, "Orders");
        mailboxes.createMailbox(orders, session);
        append(session);
        mailboxes.copyMessages(MessageRange.all(), MailboxPath.inbox(WANG), orders, session);

        assertThat(count("mb_entry")).isEqualTo(2);
        assertThat(count("mb_message")).isEqualTo(1);

        mailbox(session).delete(java.util.List.of(MessageUid.of(1)), session);
        assertThat(count("mb_message")).isEqualTo(1);

        mailboxes.deleteMailbox(orders, session);
        assertThat(count("mb_message")).isZero();
        Awaitility.await().untilAsserted(() -> assertThat(count("mb_released")).isZero());
    }

    private MailboxSession inbox() throws MailboxException {
        StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
        MailboxSession session = mailboxes.createSystemSession(WANG);
        mailboxes.createMailbox(MailboxPath.inbox(WANG), session);
        return session;
    }

    private MessageManager mailbox(MailboxSession session) throws MailboxException {
        return Managers.of(disk, Set.of()).mailboxes().getMailbox(MailboxPath.inbox(WANG), session);
    }

    private MessageUid append(MailboxSession session) throws MailboxException {
        return mailbox(session)
                .appendMessage(MessageManager.AppendCommand.builder().build(MESSAGE), session)
                .getId()
                .getUid();
    }

    private long count(String table) throws SQLException {
        try (Connection connection = disk.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
