package io.tradepost.server.james.mailbox;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.SessionMappers;
import io.tradepost.mailbox.StaffMailboxes;
import io.tradepost.mailbox.folder.FirstFolders;
import io.tradepost.mailbox.message.MailboxNumber;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.adapter.mailbox.ACLUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.MailboxUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.QuotaUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.UserRepositoryAuthenticator;
import org.apache.james.adapter.mailbox.UserRepositoryAuthorizator;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventListener;
import org.apache.james.mailbox.AttachmentContentLoader;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.AttachmentNotFoundException;
import org.apache.james.mailbox.extractor.TextExtractor;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootDeserializer;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailbox.store.JVMMailboxPathLocker;
import org.apache.james.mailbox.store.MailboxManagerConfiguration;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.mailbox.store.event.MailboxAnnotationListener;
import org.apache.james.mailbox.store.extractor.JsoupTextExtractor;
import org.apache.james.mailbox.store.mail.MailboxMapperFactory;
import org.apache.james.mailbox.store.mail.MessageMapperFactory;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.UidProvider;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.NoQuotaUpdater;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.quota.QuotaUpdater;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.mailbox.store.user.SubscriptionMapperFactory;
import org.apache.james.quota.search.QuotaSearcher;
import org.apache.james.quota.search.scanning.ScanningQuotaSearcher;
import org.apache.james.user.api.UsernameChangeTaskStep;
import org.apache.james.utils.MailboxManagerDefinition;

/** Binds James's mailbox seams to our store, which somebody else opened and closes. */
public final class MailboxStoreModule extends AbstractModule {
    private final MailboxStore store;

    public MailboxStoreModule(MailboxStore store) {
        this.store = store;
    }

    @Override
    protected void configure() {
        bindMappers();
        bindManagers();
        bindQuota();
        bind(TextExtractor.class).to(JsoupTextExtractor.class);
        // What an attachment says is read from the message that it is part of; nothing keeps it apart.
        bind(AttachmentContentLoader.class).toInstance((attachment, session) -> {
            throw new AttachmentNotFoundException(attachment.getAttachmentId().getId());
        });
        Multibinder<UsernameChangeTaskStep> renames = Multibinder.newSetBinder(binder(), UsernameChangeTaskStep.class);
        renames.addBinding().to(MailboxUsernameChangeTaskStep.class);
        renames.addBinding().to(ACLUsernameChangeTaskStep.class);
        renames.addBinding().to(QuotaUsernameChangeTaskStep.class);
    }

    private void bindMappers() {
        SessionMappers mappers = store.mappers();
        bind(SessionMappers.class).toInstance(mappers);
        bind(SubscriptionMapperFactory.class).toInstance(mappers);
        bind(MessageMapperFactory.class).toInstance(mappers);
        bind(MailboxMapperFactory.class).toInstance(mappers);
        bind(MailboxSessionMapperFactory.class).toInstance(mappers);
        bind(ModSeqProvider.class).toInstance(mappers.getModSeqProvider());
        bind(UidProvider.class).toInstance(mappers.getUidProvider());
        bind(MailboxId.Factory.class).toInstance(new MailboxNumber.Factory());
        bind(MessageId.Factory.class).toInstance(store.messageIds());
        one(NaiveThreadIdGuessingAlgorithm.class, ThreadIdGuessingAlgorithm.class);
    }

    private void bindManagers() {
        bind(MailboxManager.class).to(StaffMailboxes.class);
        bind(StoreMailboxManager.class).to(StaffMailboxes.class);
        bind(MailboxManager.class)
                .annotatedWith(Names.named(org.apache.james.modules.Names.MAILBOXMANAGER_NAME))
                .to(MailboxManager.class);
        one(StoreSubscriptionManager.class, SubscriptionManager.class);
        one(JVMMailboxPathLocker.class, MailboxPathLocker.class);
        one(UserRepositoryAuthenticator.class, Authenticator.class);
        one(UserRepositoryAuthorizator.class, Authorizator.class);
        one(SessionProviderImpl.class, SessionProvider.class);
        bind(MailboxManagerConfiguration.class).toInstance(MailboxManagerConfiguration.DEFAULT);
        Multibinder.newSetBinder(binder(), MailboxManagerDefinition.class)
                .addBinding()
                .to(Definition.class);
        Multibinder.newSetBinder(binder(), EventListener.GroupEventListener.class)
                .addBinding()
                .to(MailboxAnnotationListener.class);
    }

    private void bindQuota() {
        bind(DefaultUserQuotaRootResolver.class).in(Scopes.SINGLETON);
        bind(UserQuotaRootResolver.class).to(DefaultUserQuotaRootResolver.class);
        bind(QuotaRootResolver.class).to(DefaultUserQuotaRootResolver.class);
        bind(QuotaRootDeserializer.class).to(DefaultUserQuotaRootResolver.class);
        bind(MaxQuotaManager.class).toInstance(store.limits());
        bind(CurrentQuotaManager.class).toInstance(store.usages());
        one(StoreQuotaManager.class, QuotaManager.class);
        // What is used is counted by the transaction that changes it.
        one(NoQuotaUpdater.class, QuotaUpdater.class);
        one(ScanningQuotaSearcher.class, QuotaSearcher.class);
    }

    private <T, I extends T> void one(Class<I> implementation, Class<T> seam) {
        bind(implementation).in(Scopes.SINGLETON);
        bind(seam).to(implementation);
    }

    @Provides
    @Singleton
    StaffMailboxes mailboxes(
            SessionProvider sessions,
            MailboxPathLocker locker,
            MessageParser parser,
            EventBus events,
            StoreMailboxAnnotationManager annotations,
            StoreRightManager rights,
            QuotaComponents quotas,
            MessageSearchIndex index,
            ThreadIdGuessingAlgorithm threads,
            Clock clock) {
        return new StaffMailboxes(
                store.mappers(),
                sessions,
                locker,
                parser,
                store.messageIds(),
                events,
                annotations,
                rights,
                quotas,
                index,
                PreDeletionHooks.NO_PRE_DELETION_HOOK,
                threads,
                clock);
    }

    @Provides
    @Singleton
    FirstFolders firstFolders(MailboxManager mailboxes, SubscriptionManager subscriptions, Clock clock) {
        return new FirstFolders(store.database(), mailboxes, subscriptions, clock);
    }

    @Singleton
    static class Definition extends MailboxManagerDefinition {
        @Inject
        Definition(StaffMailboxes mailboxes) {
            super("tradepost-mailboxes", mailboxes);
        }
    }
}
