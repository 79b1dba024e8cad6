package io.tradepost.mailbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.james.Managers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The folders of a new account, over a real database. */
abstract class FirstFoldersContract {
    private static final Username WANG = Username.of("wang@firm.example");

    private StoreOnDisk disk;
    private StaffMailboxes mailboxes;
    private SubscriptionManager subscriptions;
    private MailboxSession session;

    abstract StoreOnDisk open();

    @BeforeEach
    void begin() {
        disk = open();
        manage();
    }

    @AfterEach
    void end() {
        disk.close();
    }

    private void manage() {
        mailboxes = Managers.of(disk, Set.of()).mailboxes();
        subscriptions = new StoreSubscriptionManager(
                disk.store().mappers(), disk.store().mappers(), mailboxes.getEventBus());
        session = mailboxes.createSystemSession(WANG);
    }

    private FirstFolders folders() {
        return new FirstFolders(disk.store().database(), mailboxes, subscriptions, disk.clock());
    }

    private List<String> names() throws MailboxException {
        return mailboxes.list(session).stream()
                .map(MailboxPath::getName)
                .sorted()
                .toList();
    }

    private void delete(String name) throws MailboxException {
        mailboxes.deleteMailbox(MailboxPath.forUser(WANG, name), session);
    }

    @Test
    void anAccountThatGotMailFirstHasTheSameFoldersAsOneThatDidNot() throws MailboxException {
        mailboxes.createMailbox(MailboxPath.inbox(WANG), session);
        folders().give(session);
        assertThat(names()).containsExactly("Drafts", "INBOX", "Junk", "Sent", "Trash");
        assertThat(subscriptions.subscriptions(session))
                .extracting(MailboxPath::getName)
                .containsExactlyInAnyOrder("Drafts", "INBOX", "Junk", "Sent", "Trash");
    }

    @Test
    void whatWasDeletedStaysSoAfterTheStoreWasOpenedAgain() throws MailboxException {
        folders().give(session);
        delete("Junk");
        disk.reopen();
        manage();
        folders().give(session);
        assertThat(names()).containsExactly("Drafts", "INBOX", "Sent", "Trash");
    }

    @Test
    void anInboxThatIsMissingIsMadeAgain() throws MailboxException {
        folders().give(session);
        delete("INBOX");
        folders().give(session);
        assertThat(names()).contains("INBOX");
    }

    @Test
    void whatIsMissingAfterAnAttemptThatWasCutOffIsMadeByTheNext() throws MailboxException {
        mailboxes.createMailbox(MailboxPath.forUser(WANG, "Sent"), session);
        mailboxes.createMailbox(
                MailboxPath.forUser(WANG, "Drafts"), MailboxManager.CreateOption.CREATE_SUBSCRIPTION, session);
        folders().give(session);
        assertThat(names()).containsExactly("Drafts", "INBOX", "Junk", "Sent", "Trash");
        assertThat(subscriptions.subscriptions(session)).hasSize(5);
    }

    @Test
    void whoHasSpamFromBeforeNeedsNoJunk() throws MailboxException {
        mailboxes.createMailbox(MailboxPath.forUser(WANG, "Spam"), session);
        folders().give(session);
        assertThat(names()).containsExactly("Drafts", "INBOX", "Sent", "Spam", "Trash");
    }

    @Test
    void manyAtOnceMakeEachFolderOnceEvenFromTwoServers() throws Exception {
        List<FirstFolders> servers = List.of(folders(), folders());
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                FirstFolders server = servers.get(i % 2);
                done.add(clients.submit(() -> {
                    server.give(session);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(names()).containsExactly("Drafts", "INBOX", "Junk", "Sent", "Trash");
    }
}
