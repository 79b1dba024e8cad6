package io.tradepost.mailbox.search;

import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.event.MailboxEventBus;
import io.tradepost.mailbox.kit.StoreOnDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.JVMMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.apache.james.mailbox.store.search.AbstractMessageSearchIndexTest;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What James asks of every search index, of ours over our store. */
@ExtendWith(Differences.class)
class SearchIndexContractTest extends AbstractMessageSearchIndexTest {
    private static StoreOnDisk disk;

    @TempDir
    private Path folder;

    private Optional<MailboxSearchIndex> opened = Optional.empty();

    @BeforeAll
    static void openStore() {
        disk = StoreOnDisk.onH2();
    }

    @AfterAll
    static void closeStore() {
        disk.close();
    }

    @AfterEach
    void closeIndex() {
        opened.orElseThrow().close();
        disk.clear();
    }

    @Override
    protected void initializeMailboxManager() {
        MailboxStore store = disk.store();
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        EventDeadLetters lost = new MemoryEventDeadLetters();
        MailboxEventBus bus =
                new MailboxEventBus(new InVmEventDelivery(metrics), RetryBackoffConfiguration.DEFAULT, lost);
        Authenticator anyone = (user, password) -> true;
        Authorizator never = (user, other) -> Authorizator.AuthorizationState.FORBIDDEN;
        SessionProviderImpl sessions = new SessionProviderImpl(anyone, never);
        StoreRightManager rights = new StoreRightManager(store.mappers(), new UnionMailboxACLResolver(), bus);
        DefaultUserQuotaRootResolver roots = new DefaultUserQuotaRootResolver(sessions, store.mappers());
        QuotaManager quotas = new StoreQuotaManager(store.usages(), store.limits());
        PreDeletionHooks hooks = PreDeletionHooks.NO_PRE_DELETION_HOOK;
        MailboxSearchIndex index = new MailboxSearchIndex(store.mappers(), sessions, store.messageIds(), folder);
        storeMailboxManager = new StaffMailboxes(
                store.mappers(),
                sessions,
                new JVMMailboxPathLocker(),
                new MessageParser(),
                store.messageIds(),
                bus,
                new StoreMailboxAnnotationManager(store.mappers(), rights),
                rights,
                new QuotaComponents(store.limits(), quotas, roots),
                index,
                hooks,
                new NaiveThreadIdGuessingAlgorithm(),
                disk.clock());
        opened = Optional.of(index);
        bus.register(index);
        index.start();
        messageIdManager = new StoreMessageIdManager(rights, store.mappers(), bus, quotas, roots, hooks);
        messageSearchIndex = index;
        eventBus = bus;
        messageIdFactory = store.messageIds();
    }

    @Override
    protected void awaitMessageCount(List<MailboxId> mailboxes, SearchQuery query, long count) {
        // What was delivered is found at once: nothing is waited for.
    }

    @Override
    protected MessageId initNewBasedMessageId() {
        return disk.store().messageIds().fromString("1000000");
    }

    @Override
    protected MessageId initOtherBasedMessageId() {
        return disk.store().messageIds().fromString("2000000");
    }
}
