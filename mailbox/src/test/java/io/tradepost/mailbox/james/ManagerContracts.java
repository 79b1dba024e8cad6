package io.tradepost.mailbox.james;

import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.kit.StoreOnDisk;
import io.tradepost.mailbox.quota.QuotaLimits;
import java.util.HashSet;
import java.util.Set;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxManagerStressContract;
import org.apache.james.mailbox.MailboxManagerTest;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.SubscriptionManagerContract;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.extension.PreDeletionHook;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.AbstractCombinationManagerTest;
import org.apache.james.mailbox.store.AbstractMessageIdManagerQuotaTest;
import org.apache.james.mailbox.store.AbstractMessageIdManagerSideEffectTest;
import org.apache.james.mailbox.store.AbstractMessageIdManagerStorageTest;
import org.apache.james.mailbox.store.AbstractMessageManagerTest;
import org.apache.james.mailbox.store.CombinationManagerTestSystem;
import org.apache.james.mailbox.store.MessageIdManagerTestSystem;
import org.apache.james.mailbox.store.MessageManagerTestSystem;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** James's contracts of the managers that work on the mappers, each over the database of the class that extends this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManagerContracts {
    private StoreOnDisk disk;

    abstract StoreOnDisk open();

    @BeforeAll
    void begin() {
        disk = open();
    }

    @AfterAll
    void end() {
        disk.close();
    }

    @AfterEach
    void clear() {
        disk.clear();
    }

    private MessageIdManagerTestSystem system(Managers managers) {
        return new MessageIdManagerTestSystem(
                managers.messages(), disk.store().messageIds(), disk.store().mappers(), managers.mailboxes());
    }

    @Nested
    class Mailboxes extends MailboxManagerTest<StaffMailboxes> {
        @Override
        protected StaffMailboxes provideMailboxManager() {
            return Managers.of(disk, new HashSet<>(preDeletionHooks())).mailboxes();
        }

        @Override
        protected SubscriptionManager provideSubscriptionManager() {
            StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
            return new StoreSubscriptionManager(
                    mailboxes.getMapperFactory(), mailboxes.getMapperFactory(), mailboxes.getEventBus());
        }

        @Override
        protected EventBus retrieveEventBus(StaffMailboxes mailboxes) {
            return mailboxes.getEventBus();
        }
    }

    @Nested
    class Stress implements MailboxManagerStressContract<StaffMailboxes> {
        private StaffMailboxes mailboxes;

        @BeforeEach
        void open() {
            mailboxes = Managers.of(disk, Set.of()).mailboxes();
        }

        @Override
        public StaffMailboxes getManager() {
            return mailboxes;
        }

        @Override
        public EventBus retrieveEventBus() {
            return mailboxes.getEventBus();
        }
    }

    @Nested
    class Subscriptions implements SubscriptionManagerContract {
        private final SubscriptionManager subscriptions = new StoreSubscriptionManager(
                disk.store().mappers(), disk.store().mappers(), Managers.bus());

        /** James's test has one session for ever, which remembers the mappers of the store it first met. */
        @BeforeEach
        void forget() {
            SESSION.getAttributes().clear();
        }

        @Override
        public SubscriptionManager getSubscriptionManager() {
            return subscriptions;
        }
    }

    @Nested
    class MessageIds extends AbstractMessageIdManagerStorageTest {
        @Override
        protected MessageIdManagerTestSystem createTestingData() {
            return system(Managers.of(disk, Set.of()));
        }
    }

    @Nested
    class MessageIdEffects extends AbstractMessageIdManagerSideEffectTest {
        @Override
        protected MessageIdManagerTestSystem createTestSystem(
                QuotaManager quotas, EventBus events, Set<PreDeletionHook> hooks) {
            return system(Managers.of(disk, hooks, events, quotas));
        }
    }

    @Nested
    class MessageIdQuotas extends AbstractMessageIdManagerQuotaTest {
        @Override
        protected MessageIdManagerTestSystem createTestSystem(QuotaManager quotas, CurrentQuotaManager currentQuotas) {
            return system(Managers.of(disk, Set.of(), Managers.bus(), quotas));
        }

        @Override
        protected MaxQuotaManager createMaxQuotaManager() {
            return new QuotaLimits(disk.store().database(), disk.clock());
        }

        @Override
        protected CurrentQuotaManager createCurrentQuotaManager() {
            return disk.store().usages();
        }

        @Override
        protected QuotaManager createQuotaManager(MaxQuotaManager limits, CurrentQuotaManager usages) {
            return new StoreQuotaManager(usages, limits);
        }
    }

    @Nested
    class OneMailbox extends AbstractMessageManagerTest {
        @BeforeEach
        void open() throws Exception {
            StaffMailboxes mailboxes = Managers.of(disk, Set.of()).mailboxes();
            super.setup(new MessageManagerTestSystem(mailboxes) {
                @Override
                public Mailbox createMailbox(MailboxPath path, MailboxSession session) throws MailboxException {
                    return created(mailboxes, path, session);
                }
            });
        }
    }

    @Nested
    class Combination extends AbstractCombinationManagerTest {
        @Override
        protected CombinationManagerTestSystem createTestingData() {
            Managers managers = Managers.of(disk, Set.of());
            return new CombinationManagerTestSystem(managers.mailboxes(), managers.messages()) {
                @Override
                public Mailbox createMailbox(MailboxPath path, MailboxSession session) throws MailboxException {
                    return created(managers.mailboxes(), path, session);
                }

                @Override
                public MessageManager createMessageManager(Mailbox mailbox, MailboxSession session)
                        throws MailboxException {
                    return managers.mailboxes().getMailbox(mailbox, session);
                }
            };
        }
    }

    private static Mailbox created(MailboxManager mailboxes, MailboxPath path, MailboxSession session)
            throws MailboxException {
        mailboxes.createMailbox(path, session);
        return mailboxes.getMailbox(path, session).getMailboxEntity();
    }
}
