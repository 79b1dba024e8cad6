package io.tradepost.server;

import com.google.common.hash.Hashing;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradepost.archive.Archive;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.restore.MailboxDoor;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Groups;
import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailets.CompanyDirectory;
import io.tradepost.mailets.TagLater;
import io.tradepost.mailets.Tagger;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.config.Secret;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.server.james.JamesServer;
import io.tradepost.server.james.SpoolPost;
import io.tradepost.server.james.TlsFiles;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.rooms.LatePost;
import io.tradepost.server.rooms.Rooms;
import io.tradepost.trade.Matcher;
import io.tradepost.trade.TradeDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Tradepost server: James, the matcher's later work, and the REST API, over rooms that somebody else opened. */
public final class Tradepost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tradepost.class);

    private final TradepostConfiguration configuration;
    private final JamesServer james;
    private final TagLater tagLater;
    private final WebDoor web;
    private final LatePost post;

    private Tradepost(
            TradepostConfiguration configuration, JamesServer james, TagLater tagLater, WebDoor web, LatePost post) {
        this.post = post;
        this.configuration = configuration;
        this.james = james;
        this.tagLater = tagLater;
        this.web = web;
    }

    /**
     * Starts the server; when it returns, every door is open.
     *
     * @param data     the data folder, which exists
     * @param progress told in a few words what is being done
     * @throws StartException if a part can't start; what was started is stopped again
     */
    public static Tradepost start(Path data, LoadedConfiguration loaded, Rooms rooms, Consumer<String> progress) {
        TradepostConfiguration configuration = loaded.configuration();
        FreePorts.check(configuration);
        Clock clock = Clock.systemUTC();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JamesServer james = startJames(data, configuration, rooms, clock, progress);
        TagLater tagLater = new TagLater(rooms.archive(), james.part(Tagger.class));
        try {
            measure(meters, rooms.archive(), james);
            progress.accept("http");
            WebDoor web = WebDoor.open(configuration, rooms, meters, james);
            tagLater.start();
            recordStart(configuration, rooms, clock);
            rooms.post().open(new SpoolPost(james, configuration.postmaster()));
            return new Tradepost(configuration, james, tagLater, web, rooms.post());
        } catch (RuntimeException e) {
            tagLater.close();
            james.close();
            throw e;
        }
    }

    /** The configuration's hash, secrets left out, so that a change of it shows in the audit. */
    private static void recordStart(TradepostConfiguration configuration, Rooms rooms, Clock clock) {
        rooms.archive()
                .audit(new AuditEvent(
                        clock.instant(),
                        "tradepost",
                        "",
                        "server",
                        "server-start",
                        configuration.hostname(),
                        "done",
                        Map.of(
                                "version",
                                Version.current(),
                                "configurationSha256",
                                Hashing.sha256()
                                        .hashString(configuration.toString(), StandardCharsets.UTF_8)
                                        .toString())));
    }

    private static JamesServer startJames(
            Path data, TradepostConfiguration configuration, Rooms rooms, Clock clock, Consumer<String> progress) {
        try {
            progress.accept("certificate");
            TlsFiles tls = TlsFiles.of(configuration, data.resolve("tls"), clock);
            progress.accept("mail");
            return JamesServer.start(new JamesServer.Parts(
                    configuration,
                    data,
                    tls,
                    configuration.outgoing().smartHost().password().map(Secret::reveal),
                    rooms.mailboxes(),
                    new RoomsModule(rooms, clock)));
        } catch (IOException e) {
            throw new StartException("the certificate can't be read or made: " + e.getMessage(), e);
        } catch (StartException e) {
            throw e;
        } catch (MailboxStoreException e) {
            throw new StartException("the mailboxes can't be opened: " + e.getMessage(), e);
        } catch (Exception e) {
            throw StartException.explain(e);
        }
    }

    private static void measure(PrometheusMeterRegistry meters, Archive archive, JamesServer james) {
        Gauge.builder("tradepost.archive.records", () -> archive.health().records())
                .description("Records in the journal")
                .register(meters);
        Gauge.builder("tradepost.archive.catalog.lag", () -> archive.health().catalogLag())
                .description("Journal records that the catalog has not taken in yet")
                .register(meters);
        Gauge.builder("tradepost.archive.index.lag", () -> archive.health().indexLag())
                .description("Journal records that the index has not taken in yet")
                .register(meters);
        Gauge.builder(
                        "tradepost.archive.extraction.waiting",
                        () -> archive.attachments().health().waiting())
                .description("Messages whose attachments are still to be read for search")
                .register(meters);
        Gauge.builder("tradepost.archive.free.bytes", () -> archive.health().freeBytes())
                .description("Free space where the journal stands")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("tradepost.queue.spool", () -> james.backlog().spool())
                .description("Mail accepted and not yet handled")
                .register(meters);
        Gauge.builder("tradepost.queue.waiting", () -> james.backlog().waiting())
                .description("Mail that waits for another try, for a reason of ours")
                .register(meters);
        Gauge.builder("tradepost.queue.outgoing", () -> james.backlog().outgoing())
                .description("Mail on its way to other servers")
                .register(meters);
    }

    /** The open ports by door; a closed door is missing. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        put(ports, "smtp", configuration.smtp().port());
        put(ports, "submission", configuration.smtp().submissionPort());
        put(ports, "submissions", configuration.smtp().submissionsPort());
        put(ports, "imap", configuration.imap().port());
        put(ports, "imaps", configuration.imap().tlsPort());
        put(ports, "http", web.port());
        return ports;
    }

    private static void put(Map<String, Integer> ports, String door, int port) {
        if (port != 0) {
            ports.put(door, port);
        }
    }

    /** Mail in the queues. */
    public JamesServer.Backlog backlog() {
        return james.backlog();
    }

    /** Everything where accepted mail lies, for people who look after it. */
    public MailQueues queues() {
        return james.queues();
    }

    /** The mailboxes, for what is put back into them. */
    public MailboxDoor mailboxes() {
        return james.mailboxes();
    }

    /** James's own parts, for tests. */
    public JamesServer james() {
        return james;
    }

    @Override
    public void close() {
        post.close();
        web.close();
        tagLater.close();
        james.close();
        LOG.info("stopped");
    }

    /** Hands the rooms to James's injector. */
    private static final class RoomsModule extends AbstractModule {
        private final Rooms rooms;
        private final Clock clock;

        RoomsModule(Rooms rooms, Clock clock) {
            this.rooms = rooms;
            this.clock = clock;
        }

        @Override
        protected void configure() {
            bind(Archive.class).toInstance(rooms.archive());
            bind(TradeDatabase.class).toInstance(rooms.trade());
            bind(Accounts.class).toInstance(rooms.accounts());
            bind(Groups.class).toInstance(rooms.accounts().groups());
        }

        @Provides
        @Singleton
        Matcher matcher() {
            return new Matcher();
        }

        @Provides
        @Singleton
        Tagger tagger(CompanyDirectory directory) {
            return new Tagger(rooms.archive(), rooms.trade(), new Matcher(), directory, clock);
        }
    }
}
