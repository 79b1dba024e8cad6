package io.tradepost.mailbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.check.Finding.Kind;
import io.tradepost.mailbox.james.Managers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxCheckTest {
    private static final Username WANG = Username.of("wang@firm.example");
    private static final byte[] MESSAGE = "Subject: one\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

    private StoreOnDisk disk;
    private MessageManager inbox;
    private MailboxSession session;

    @BeforeEach
    void begin() throws MailboxException {
        disk = StoreOnDisk.onH2();
        StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
        session = mailboxes.createSystemSession(WANG);
        mailboxes.createMailbox(MailboxPath.inbox(WANG), session);
        inbox = mailboxes.getMailbox(MailboxPath.inbox(WANG), session);
        append();
        append();
    }

    @AfterEach
    void end() {
        disk.close();
    }

    @Test
    void findsNothingInMailboxesThatNobodyTampered() {
        CheckReport report = check(false);

        assertThat(report.findings()).isEmpty();
        assertThat(report.mailboxes()).isEqualTo(1);
        assertThat(report.messages()).isEqualTo(2);
    }

    @Test
    void saysWhatIsCountedWrongAndMendsItOnlyWhenAsked() {
        disk.execute("UPDATE mb_counter SET messages = 7, unseen = 0, octets = 1, last_uid = 1, highest_modseq = 1");
        disk.execute("UPDATE mb_quota_usage SET octets = 3");

        assertThat(check(false).findings())
                .extracting(Finding::kind)
                .containsExactly(
                        Kind.MESSAGES,
                        Kind.UNSEEN,
                        Kind.OCTETS,
                        Kind.UID,
                        Kind.MODSEQ,
                        Kind.QUOTA_MESSAGES,
                        Kind.QUOTA_OCTETS);
        assertThat(check(false).clean()).isFalse();
        assertThat(check(true).clean()).isTrue();
        assertThat(check(false).findings()).isEmpty();
    }

    @Test
    void givesNoUidTwiceAfterARepair() throws MailboxException {
        disk.execute("UPDATE mb_counter SET last_uid = 0");

        check(true);

        assertThat(append()).isEqualTo(MessageUid.of(3));
    }

    @Test
    void takesEntriesOutWhoseMessageIsGone() {
        disk.execute("DELETE FROM mb_message WHERE id = (SELECT MIN(id) FROM mb_message)");

        assertThat(check(true).findings()).extracting(Finding::kind).contains(Kind.ENTRY, Kind.MESSAGES);
        assertThat(check(false).findings()).isEmpty();
        assertThat(check(false).messages()).isEqualTo(1);
    }

    @Test
    void letsGoOfMessagesThatAreInNoMailbox() {
        disk.execute("DELETE FROM mb_entry WHERE uid = 1");

        assertThat(check(true).findings()).extracting(Finding::kind).contains(Kind.UNUSED);
        assertThat(check(false).findings()).isEmpty();
    }

    @Test
    void namesTheMailboxOfAMessageWhoseBytesAreGoneAndNeverCallsItMended() {
        disk.execute("UPDATE mb_message SET record = 1000000 WHERE id = (SELECT MIN(id) FROM mb_message)");

        assertThat(check(true).findings())
                .containsExactly(new Finding(Kind.CONTENT, "wang@firm.example: INBOX", 0, 1, false));
    }

    @Test
    void looksAtTheMailboxesOfThoseAskedForOnly() {
        disk.execute("UPDATE mb_counter SET messages = 7");

        assertThat(disk.store()
                        .check()
                        .run(Set.of("zhao@firm.example"), false, (done, of) -> {})
                        .findings())
                .isEmpty();
    }

    private CheckReport check(boolean repair) {
        return disk.store().check().run(Set.of(), repair, (done, of) -> {});
    }

    private MessageUid append() throws MailboxException {
        return inbox.appendMessage(MessageManager.AppendCommand.builder().build(MESSAGE), session)
                .getId()
                .getUid();
    }
}
