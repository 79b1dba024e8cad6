package io.tradepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.Mails;
import io.tradepost.archive.disposition.Dispositions;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.retention.Term;
import io.tradepost.mailbox.james.Managers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MessageResultIterator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail that was archived and then delivered into mailboxes, until the archive and the mailboxes let it go. */
abstract class DeliveredMailContract {
    private static final List<Username> PEOPLE =
            List.of(Username.of("wang@firm.example"), Username.of("li@firm.example"));
    private static final byte[] RECEIVED =
            Mails.plain("buyer@customer.example", "wang@firm.example", "offer", "text ".repeat(2_000));

    private StoreOnDisk disk;
    private StaffMailboxes mailboxes;

    abstract StoreOnDisk open();

    @BeforeEach
    void begin() {
        disk = open();
        mailboxes = Managers.of(disk, Set.of()).mailboxes();
    }

    @AfterEach
    void end() {
        disk.close();
    }

    @Test
    void deliveredMailRefersToTheArchiveUntilThatDisposesOfItAndStaysInTheMailboxes() throws Exception {
        long sequence = disk.archive()
                .capture(Mails.delivery(
                        "m1",
                        "buyer@customer.example",
                        List.of("wang@firm.example"),
                        disk.clock().instant(),
                        RECEIVED))
                .sequence();
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        delivered.writeBytes("Return-Path: <buyer@customer.example>\r\n".getBytes(StandardCharsets.US_ASCII));
        delivered.writeBytes(RECEIVED);
        for (Username one : PEOPLE) {
            MailboxSession session = mailboxes.createSystemSession(one);
            mailboxes.createMailbox(MailboxPath.inbox(one), session);
            inbox(one).appendMessage(MessageManager.AppendCommand.builder().build(delivered.toByteArray()), session);
        }
        assertThat(places()).containsExactly("0 " + sequence, "0 " + sequence);

        dispose();

        assertThatThrownBy(
                        () -> bytes(disk.archive().shared().delivery(sequence).orElseThrow()))
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.isDisposed()).isTrue());
        assertThat(places()).hasSize(2).doesNotContain("0 " + sequence).allMatch(place -> place.startsWith("1 "));
        assertThat(places().get(0)).as("one copy for both").isEqualTo(places().get(1));
        for (Username one : PEOPLE) {
            assertThat(fetched(one)).isEqualTo(delivered.toByteArray());
        }

        inbox(PEOPLE.get(0)).delete(List.of(MessageUid.of(1)), mailboxes.createSystemSession(PEOPLE.get(0)));
        Awaitility.await().untilAsserted(() -> assertThat(count("mb_released")).isZero());
        assertThat(fetched(PEOPLE.get(1))).isEqualTo(delivered.toByteArray());
        assertThat(disk.archive().verify(progress -> {}).problems()).isEmpty();
    }

    private void dispose() {
        disk.archive()
                .law()
                .retention()
                .add("all", LawWorld.query(""), Term.parse("1y"), "t", "", LawWorld.LI.reader());
        disk.clock().setInstant(disk.clock().instant().plus(Duration.ofDays(400)));
        disk.archive().awaitFollowers(Duration.ofSeconds(60));
        Dispositions desk = disk.archive().law().dispositions();
        Run run = desk.propose("over", LawWorld.LI, progress -> {});
        desk.approve(run.id(), LawWorld.LI);
        desk.approve(run.id(), LawWorld.WANG);
        desk.execute(run.id(), LawWorld.LI, progress -> {});
    }

    private MessageManager inbox(Username of) throws Exception {
        return mailboxes.getMailbox(MailboxPath.inbox(of), mailboxes.createSystemSession(of));
    }

    private byte[] fetched(Username of) throws Exception {
        MessageResultIterator found =
                inbox(of).getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, mailboxes.createSystemSession(of));
        MessageResult message = found.next();
        assertThat(found.hasNext()).isFalse();
        try (InputStream in = message.getFullContent().getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> places() throws SQLException {
        List<String> places = new ArrayList<>();
        try (Connection connection = disk.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT place, record FROM mb_message ORDER BY id")) {
            while (row.next()) {
                places.add(row.getInt(1) + " " + row.getLong(2));
            }
        }
        return places;
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
