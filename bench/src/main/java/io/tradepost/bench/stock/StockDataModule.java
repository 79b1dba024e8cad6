package io.tradepost.bench.stock;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.CoreDataModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.jpa.JPADomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.file.FileMailRepository;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.jpa.JPARecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.jpa.JPAUsersRepository;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.openjpa.persistence.OpenJPAPersistence;

/** Domains, users and rewriting in the database, and the connection to it that the mailboxes use, too. */
final class StockDataModule extends AbstractModule {
    private static final String UNITS = "io/tradepost/bench/stock/persistence.xml";

    private final String jdbcUrl;

    StockDataModule(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    @Override
    protected void configure() {
        install(new CoreDataModule());
        one(JPADomainList.class, DomainList.class);
        one(JPARecipientRewriteTable.class, RecipientRewriteTable.class);
        one(JPAUsersRepository.class, UsersRepository.class);
        one(AliasReverseResolverImpl.class, AliasReverseResolver.class);
        one(CanSendFromImpl.class, CanSendFrom.class);
        one(MemoryMailRepositoryUrlStore.class, MailRepositoryUrlStore.class);
        bind(MailRepositoryStoreConfiguration.Item.class)
                .toInstance(new MailRepositoryStoreConfiguration.Item(
                        ImmutableList.of(new Protocol("file")),
                        FileMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration()));
    }

    private <T, I extends T> void one(Class<I> implementation, Class<T> seam) {
        bind(implementation).in(Scopes.SINGLETON);
        bind(seam).to(implementation);
    }

    @Provides
    @Singleton
    EntityManagerFactory entityManagerFactory() {
        return OpenJPAPersistence.createEntityManagerFactory(
                "Stock",
                UNITS,
                Map.of(
                        "openjpa.ConnectionDriverName", "org.h2.Driver",
                        "openjpa.ConnectionURL", jdbcUrl,
                        "openjpa.ConnectionUserName", "sa",
                        "openjpa.ConnectionPassword", "sa",
                        // As James ships, but for a pool as large as ours.
                        "openjpa.ConnectionProperties", "testOnBorrow=true,maxTotal=16,validationQuery=SELECT 1",
                        "openjpa.Multithreaded", "true",
                        "openjpa.Log", "slf4j"));
    }

    @ProvidesIntoSet
    InitializationOperation domains(DomainListConfiguration configuration, JPADomainList domains) {
        return InitilizationOperationBuilder.forClass(JPADomainList.class).init(() -> domains.configure(configuration));
    }

    @ProvidesIntoSet
    InitializationOperation rewrites(ConfigurationProvider configurations, JPARecipientRewriteTable rewrites) {
        return InitilizationOperationBuilder.forClass(JPARecipientRewriteTable.class)
                .init(() -> rewrites.configure(configurations.getConfiguration("recipientrewritetable")));
    }

    @ProvidesIntoSet
    InitializationOperation users(ConfigurationProvider configurations, JPAUsersRepository users) {
        return InitilizationOperationBuilder.forClass(JPAUsersRepository.class)
                .init(() -> users.configure(configurations.getConfiguration("usersrepository")));
    }
}
