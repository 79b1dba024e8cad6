package io.tradepost.mailbox.james;

import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.event.MailboxEventBus;
import io.tradepost.mailbox.kit.StoreOnDisk;
import io.tradepost.mailbox.quota.QuotaLimits;
import java.util.Set;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusTestFixture;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.exception.AttachmentNotFoundException;
import org.apache.james.mailbox.extension.PreDeletionHook;
import org.apache.james.mailbox.manager.ManagerTestProvisionner;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.JVMMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.event.MailboxAnnotationListener;
import org.apache.james.mailbox.store.extractor.DefaultTextExtractor;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.ListeningCurrentQuotaUpdater;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.apache.james.mailbox.store.search.SimpleMessageSearchIndex;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * James's managers over our mappers, as the server puts them together.
 *
 * @param quotas what holds mail back when there is too much
 */
public record Managers(StaffMailboxes mailboxes, MessageIdManager messages, QuotaManager quotas) {
    private static final int ANNOTATIONS = 3;
    private static final int ANNOTATION_SIZE = 30;

    /** With the store's own quotas and a bus of its own. */
    public static Managers of(StoreOnDisk disk, Set<PreDeletionHook> hooks) {
        return of(disk, hooks, bus(), quotas(disk));
    }

    /** Changes of mailboxes have counted themselves when James's updater hears of them; it only tells others. */
    private record CountedAlready(CurrentQuotaManager usages) implements CurrentQuotaManager {
        @Override
        public Publisher<QuotaCountUsage> getCurrentMessageCount(QuotaRoot root) {
            return usages.getCurrentMessageCount(root);
        }

        @Override
        public Publisher<QuotaSizeUsage> getCurrentStorage(QuotaRoot root) {
            return usages.getCurrentStorage(root);
        }

        @Override
        public Publisher<CurrentQuotas> getCurrentQuotas(QuotaRoot root) {
            return usages.getCurrentQuotas(root);
        }

        @Override
        public Publisher<Void> increase(QuotaOperation operation) {
            return Mono.empty();
        }

        @Override
        public Publisher<Void> decrease(QuotaOperation operation) {
            return Mono.empty();
        }

        @Override
        public Publisher<Void> setCurrentQuotas(QuotaOperation operation) {
            return usages.setCurrentQuotas(operation);
        }
    }

    static EventBus bus() {
        return new MailboxEventBus(
                new InVmEventDelivery(new RecordingMetricFactory()),
                EventBusTestFixture.RETRY_BACKOFF_CONFIGURATION,
                new MemoryEventDeadLetters());
    }

    static QuotaManager quotas(StoreOnDisk disk) {
        return new StoreQuotaManager(
                disk.store().usages(), new QuotaLimits(disk.store().database(), disk.clock()));
    }

    static Managers of(StoreOnDisk disk, Set<PreDeletionHook> hooks, EventBus events, QuotaManager quotas) {
        MailboxStore store = disk.store();
        FakeAuthenticator users = new FakeAuthenticator();
        users.addUser(ManagerTestProvisionner.USER, ManagerTestProvisionner.USER_PASS);
        users.addUser(ManagerTestProvisionner.OTHER_USER, ManagerTestProvisionner.OTHER_USER_PASS);
        SessionProviderImpl sessions = new SessionProviderImpl(users, FakeAuthorizator.defaultReject());
        StoreRightManager rights = new StoreRightManager(store.mappers(), new UnionMailboxACLResolver(), events);
        DefaultUserQuotaRootResolver roots = new DefaultUserQuotaRootResolver(sessions, store.mappers());
        PreDeletionHooks beforeDeletion = new PreDeletionHooks(hooks, new RecordingMetricFactory());
        StaffMailboxes mailboxes = new StaffMailboxes(
                store.mappers(),
                sessions,
                new JVMMailboxPathLocker(),
                new MessageParser(),
                store.messageIds(),
                events,
                new StoreMailboxAnnotationManager(store.mappers(), rights, ANNOTATIONS, ANNOTATION_SIZE),
                rights,
                new QuotaComponents(new QuotaLimits(store.database(), disk.clock()), quotas, roots),
                new SimpleMessageSearchIndex(
                        store.mappers(), store.mappers(), new DefaultTextExtractor(), (attachment, session) -> {
                            throw new AttachmentNotFoundException("attachments are parts of messages");
                        }),
                beforeDeletion,
                new NaiveThreadIdGuessingAlgorithm(),
                disk.clock());
        events.register(new MailboxAnnotationListener(store.mappers(), sessions));
        events.register(
                new ListeningCurrentQuotaUpdater(new CountedAlready(disk.store().usages()), roots, events, quotas));
        return new Managers(
                mailboxes,
                new StoreMessageIdManager(rights, store.mappers(), events, quotas, roots, beforeDeletion),
                quotas);
    }
}
