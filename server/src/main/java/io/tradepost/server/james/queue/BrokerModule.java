package io.tradepost.server.james.queue;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.plugin.StatisticsBrokerPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQMailQueueFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.ManageableMailQueue;

/**
 * An ActiveMQ broker inside this process. It listens on nothing; message bodies lie in its journal, which is synced at each
 * commit, and not in unsynced files beside it.
 */
public final class BrokerModule extends AbstractModule {
    /** How far down a queue the broker looks for a message that a consumer may have; it pages 200 unless told. */
    private static final int PAGE_SIZE = 20_000;

    private final Path folder;

    public BrokerModule(Path folder) {
        this.folder = folder;
    }

    @Provides
    @Singleton
    BrokerService broker() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("tradepost");
        broker.setUseJmx(false);
        broker.setPersistent(true);
        broker.setSchedulerSupport(false);
        broker.setUseShutdownHook(false);
        broker.setDataDirectoryFile(folder.toFile());
        KahaDBPersistenceAdapter journal = new KahaDBPersistenceAdapter();
        journal.setDirectory(folder.resolve("journal").toFile());
        broker.setPersistenceAdapter(journal);
        PolicyEntry policy = new PolicyEntry();
        policy.setQueue(">");
        policy.setMaxPageSize(PAGE_SIZE);
        policy.setMaxBrowsePageSize(PAGE_SIZE);
        PolicyMap policies = new PolicyMap();
        policies.setDefaultEntry(policy);
        broker.setDestinationPolicy(policies);
        // When the disk is nearly full a sender must get an error (and SMTP answer 4xx), not wait for ever.
        broker.getSystemUsage().setSendFailIfNoSpace(true);
        broker.setPlugins(new BrokerPlugin[] {new StatisticsBrokerPlugin()});
        broker.start();
        broker.waitUntilStarted();
        return broker;
    }

    @Provides
    @Singleton
    ActiveMQMailQueueFactory factory(
            BrokerService broker,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        ActiveMQConnectionFactory connections =
                new ActiveMQConnectionFactory("vm://" + broker.getBrokerName() + "?create=false");
        connections.setTrustAllPackages(false);
        ActiveMQPrefetchPolicy prefetch = new ActiveMQPrefetchPolicy();
        prefetch.setAll(0);
        connections.setPrefetchPolicy(prefetch);
        // By default a message rolled back six times moves to a dead-letter queue that nobody reads.
        RedeliveryPolicy redelivery = new RedeliveryPolicy();
        redelivery.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        connections.setRedeliveryPolicy(redelivery);
        ExactMailQueueFactory factory = new ExactMailQueueFactory(connections, decorators, metrics, gauges);
        factory.setUseJMX(false);
        factory.setUseBlobMessages(false);
        factory.init();
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends ManageableMailQueue> manageable(ActiveMQMailQueueFactory factory) {
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<?> any(ActiveMQMailQueueFactory factory) {
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends MailQueue> some(ActiveMQMailQueueFactory factory) {
        return factory;
    }
}
