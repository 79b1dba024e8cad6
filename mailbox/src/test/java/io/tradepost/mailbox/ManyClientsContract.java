package io.tradepost.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.mailbox.check.CheckReport;
import io.tradepost.mailbox.james.Managers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import io.tradepost.mailbox.message.Transfers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResultIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients at work in one mailbox at once. */
abstract class ManyClientsContract {
    private static final int CLIENTS = 16;
    private static final MailboxPath INBOX = MailboxPath.inbox(Username.of("wang@firm.example"));
    private static final MailboxPath ORDERS = MailboxPath.forUser(Username.of("wang@firm.example"), "Orders");

    private StoreOnDisk disk;
    private StaffMailboxes mailboxes;
    private MailboxSession session;

    abstract StoreOnDisk open();

    @BeforeEach
    void begin() throws MailboxException {
        disk = open();
        mailboxes = Managers.of(disk, Set.of()).mailboxes();
        session = mailboxes.createSystemSession(Username.of("wang@firm.example"));
        mailboxes.createMailbox(INBOX, session);
        mailboxes.createMailbox(ORDERS, session);
    }

    @AfterEach
    void end() {
        disk.close();
    }

    @Test
    void sixteenClientsInOneMailboxLeaveCountersThatEqualARecount() throws Exception {
        hammer(15);
    }

    @Test
    @Tag("long")
    void sixteenClientsInOneMailboxForAWhileLeaveCountersThatEqualARecount() throws Exception {
        hammer(1_500);
    }

    @Test
    void whoeverCopiesAndMovesHearsWhatBecameWhatAndNothingOfWhatWasGone() throws Exception {
        MessageManager inbox = mailboxes.getMailbox(INBOX, session);
        for (int i = 0; i < 4; i++) {
            inbox.appendMessage(MessageManager.AppendCommand.builder().build(message(new Random(i))), session);
        }
        inbox.delete(List.of(MessageUid.of(3)), session);

        Transfers transfers = Transfers.watch(session);
        mailboxes.copyMessages(MessageRange.range(MessageUid.of(2), MessageUid.of(4)), INBOX, ORDERS, session);
        mailboxes.moveMessages(MessageRange.range(MessageUid.of(3), MessageUid.of(4)), INBOX, ORDERS, session);

        assertThat(transfers.all())
                .containsExactly(
                        new Transfers.Transfer(2, 1), new Transfers.Transfer(4, 2), new Transfers.Transfer(4, 3));
    }

    private void hammer(int operations) throws Exception {
        AtomicLong highest = new AtomicLong();
        List<List<MessageUid>> appended = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<MessageUid>>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(client);
                running.add(clients.submit(() -> work(random, operations, highest)));
            }
            for (Future<List<MessageUid>> one : running) {
                appended.add(one.get());
            }
        }

        List<MessageUid> all = appended.stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(appended).allSatisfy(uids -> assertThat(uids).isSorted());
        CheckReport report = disk.store().check().run(Set.of(), false, (done, of) -> {});
        assertThat(report.findings()).isEmpty();
        assertThat(report.mailboxes()).isEqualTo(2);
    }

    /** The UIDs that this client's appends got in the inbox, in the order of the appends. */
    private List<MessageUid> work(Random random, int operations, AtomicLong highest) throws Exception {
        List<MessageUid> appended = new ArrayList<>();
        MessageManager inbox = mailboxes.getMailbox(INBOX, session);
        MessageManager orders = mailboxes.getMailbox(ORDERS, session);
        for (int i = 0; i < operations; i++) {
            long from = 1 + random.nextLong(highest.get() + 1);
            MessageRange some = MessageRange.range(MessageUid.of(from), MessageUid.of(from + random.nextInt(8)));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    MessageUid uid = inbox.appendMessage(
                                    MessageManager.AppendCommand.builder().build(message(random)), session)
                            .getId()
                            .getUid();
                    appended.add(uid);
                    highest.accumulateAndGet(uid.asLong(), Math::max);
                }
                case 3 -> mailboxes.copyMessages(some, INBOX, ORDERS, session);
                case 4 ->
                    mailboxes.moveMessages(
                            some,
                            random.nextBoolean() ? INBOX : ORDERS,
                            random.nextBoolean() ? INBOX : ORDERS,
                            session);
                case 5 ->
                    inbox.setFlags(
                            new Flags(random.nextBoolean() ? Flags.Flag.SEEN : Flags.Flag.DELETED),
                            random.nextBoolean() ? FlagsUpdateMode.ADD : FlagsUpdateMode.REMOVE,
                            some,
                            session);
                case 6 -> (random.nextBoolean() ? inbox : orders).expunge(MessageRange.all(), session);
                default -> read(random.nextBoolean() ? inbox : orders, some);
            }
        }
        return appended;
    }

    private void read(MessageManager mailbox, MessageRange some) throws MailboxException {
        MessageResultIterator messages = mailbox.getMessages(some, FetchGroup.HEADERS, session);
        while (messages.hasNext()) {
            assertThat(messages.next().getHeaders().headers()).hasNext();
        }
    }

    private static byte[] message(Random random) {
        return ("From: li@customer.example\r\nSubject: " + random.nextInt() + "\r\n\r\n"
                        + "text ".repeat(random.nextInt(50)))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
