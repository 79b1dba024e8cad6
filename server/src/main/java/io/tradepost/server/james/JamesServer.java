package io.tradepost.server.james;

import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.tradepost.archive.restore.MailboxDoor;
import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.event.MailboxEventBus;
import io.tradepost.mailbox.search.MailboxSearchIndex;
import io.tradepost.mailets.RetryLater;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.server.james.directory.DirectoryModule;
import io.tradepost.server.james.guard.GuardModule;
import io.tradepost.server.james.imap.ImapRepairs;
import io.tradepost.server.james.mailbox.MailboxStoreModule;
import io.tradepost.server.james.queue.BrokerModule;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.james.queue.WaitingMail;
import io.tradepost.server.james.restore.JamesMailboxDoor;
import io.tradepost.server.james.search.SearchModule;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.activemq.broker.BrokerService;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.data.SieveFileRepositoryModule;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.modules.mailbox.MemoryDeadLetterModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.server.core.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running James. */
public final class JamesServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JamesServer.class);

    private final GuiceJamesServer guice;
    private final Inside inside;
    private boolean started;

    private JamesServer(GuiceJamesServer guice, Inside inside) {
        this.guice = guice;
        this.inside = inside;
    }

    /** What we need of James once it runs, handed out by its own injector. */
    static final class Inside {
        private Optional<Injector> injector = Optional.empty();

        @Inject
        void injector(Injector given) {
            this.injector = Optional.of(given);
        }

        <T> T get(Class<T> type) {
            return injector.orElseThrow(() -> new IllegalStateException("James is not started"))
                    .getInstance(type);
        }
    }

    /**
     * Everything that James is given.
     *
     * @param data     the data folder
     * @param tls      certificate and key
     * @param smartHostPassword if the smart host wants one
     * @param mailboxes open, and closed by whoever opened them
     * @param rooms    binds archive, trade, accounts and the like
     */
    public record Parts(
            TradepostConfiguration configuration,
            Path data,
            TlsFiles tls,
            Optional<String> smartHostPassword,
            MailboxStore mailboxes,
            Module rooms) {}

    /** Starts James; when it returns, the doors are open. */
    public static JamesServer start(Parts parts) throws Exception {
        // James would end the whole process when its start fails.
        System.setProperty("james.exit.on.startup.error", "false");
        Inside inside = new Inside();
        Configuration working = Configuration.builder()
                .workingDirectory(parts.data().toFile())
                .configurationFromClasspath()
                .build();
        JamesConfiguration configuration =
                new JamesConfiguration(parts.configuration(), parts.data(), parts.tls(), parts.smartHostPassword());
        GuiceJamesServer guice = GuiceJamesServer.forConfiguration(working)
                .combineWith(
                        new MailetProcessingModule(),
                        new BrokerModule(parts.data().resolve("queue")),
                        new NaiveDelegationStoreModule(),
                        new DefaultProcessorsConfigurationProviderModule(),
                        new MailboxStoreModule(parts.mailboxes()),
                        new SearchModule(parts.data().resolve("mailbox/index")),
                        new MailboxModule(),
                        new RawPostDequeueDecoratorModule(),
                        new SieveFileRepositoryModule(),
                        new DefaultEventModule(),
                        new MemoryDeadLetterModule(),
                        new IMAPServerModule(),
                        new ProtocolHandlerModule(),
                        new SMTPServerModule(),
                        new DirectoryModule(parts.configuration()),
                        parts.rooms(),
                        binder -> binder.requestInjection(inside))
                .overrideWith(
                        new GuardModule(),
                        new ImapRepairs(),
                        binder -> binder.bind(EventBus.class)
                                .to(MailboxEventBus.class)
                                .in(Scopes.SINGLETON),
                        new OwnConfigurationModule(configuration, parts.configuration()));
        JamesServer server = new JamesServer(guice, inside);
        guice.start();
        server.started = true;
        inside.get(MailboxSearchIndex.class).start();
        inside.get(WaitingMail.class).start();
        return server;
    }

    /** How much mail is waiting in the queues: on the spool, for another try, and for the outside. */
    public Backlog backlog() {
        return new Backlog(size(MailQueueFactory.SPOOL), size(RetryLater.QUEUE), size(MailQueueName.of("outgoing")));
    }

    /**
     * Mail in the queues.
     *
     * @param spool    accepted, not yet handled
     * @param waiting  to be tried again, for a reason of ours
     * @param outgoing on its way to other servers
     */
    public record Backlog(long spool, long waiting, long outgoing) {}

    private long size(MailQueueName name) {
        MailQueueFactory<?> queues = inside.get(org.apache.james.queue.activemq.ActiveMQMailQueueFactory.class);
        MailQueue queue = queues.createQueue(name);
        try {
            return queue instanceof ManageableMailQueue manageable ? manageable.getSize() : 0;
        } catch (MailQueue.MailQueueException e) {
            LOG.warn("the size of queue {} can't be read", name.asString(), e);
            return -1;
        }
    }

    /** Everything where accepted mail lies, for people who look after it. */
    public MailQueues queues() {
        return inside.get(MailQueues.class);
    }

    /** The mailboxes, for what is put back into them. */
    public MailboxDoor mailboxes() {
        return new JamesMailboxDoor(inside.get(MailboxManager.class));
    }

    /** James's own parts, for tests and for what only it can do. */
    public <T> T part(Class<T> type) {
        return inside.get(type);
    }

    @Override
    public void close() {
        if (!started) {
            return;
        }
        started = false;
        inside.get(WaitingMail.class).close();
        guice.stop();
        inside.get(MailboxSearchIndex.class).close();
        try {
            inside.get(BrokerService.class).stop();
        } catch (Exception e) {
            LOG.error("the broker did not stop cleanly; its journal will be recovered at the next start", e);
        }
    }
}
