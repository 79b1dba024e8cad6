package io.tradepost.server.james.directory;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.tradepost.archive.Archive;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Groups;
import io.tradepost.mailets.CompanyDirectory;
import io.tradepost.server.config.TradepostConfiguration;
import java.time.Clock;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.CoreDataModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.file.FileMailRepository;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Binds users, domains, rewriting and repositories. */
public final class DirectoryModule extends AbstractModule {
    private final TradepostConfiguration configuration;

    public DirectoryModule(TradepostConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        install(new CoreDataModule());
        bind(DomainList.class).toInstance(new ConfiguredDomains(configuration.domains()));
        bind(RecipientRewriteTable.class).to(GroupRewrites.class);
        bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
        bind(CanSendFrom.class).to(CanSendFromImpl.class);
        bind(MailRepositoryUrlStore.class)
                .to(MemoryMailRepositoryUrlStore.class)
                .asEagerSingleton();
        bind(MailRepositoryStoreConfiguration.Item.class)
                .toProvider(() -> new MailRepositoryStoreConfiguration.Item(
                        ImmutableList.of(new Protocol("file")),
                        FileMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration()));
    }

    @Provides
    @Singleton
    UsersRepository users(Accounts accounts, Archive archive) {
        return new AccountUsers(accounts, new SignInRecorder(archive::audit, Clock.systemUTC(), System::nanoTime));
    }

    @Provides
    @Singleton
    GroupRewrites rewrites(Groups groups, Accounts accounts) {
        return new GroupRewrites(groups, accounts);
    }

    @Provides
    @Singleton
    CompanyDirectory directory(Groups groups) {
        return new CompanyDirectory(configuration.domains(), groups);
    }

    @ProvidesIntoSet
    InitializationOperation configureRewrites(ConfigurationProvider configurations, GroupRewrites rewrites) {
        return InitilizationOperationBuilder.forClass(GroupRewrites.class)
                .init(() -> rewrites.configure(configurations.getConfiguration("recipientrewritetable")));
    }
}
