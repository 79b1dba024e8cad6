package io.tradepost.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.law.Criteria;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.AccountSettings;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.TokenRole;
import io.tradepost.trade.SampleTrade;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Everything that a console stands on, real, in one temporary folder: an archive with some mail, accounts with tokens of
 * each role, and the sample trade database. Opening it takes seconds, so tests share one.
 */
final class World implements AutoCloseable {
    static final String OWN = "tradepost.test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Archive archive;
    private final Accounts accounts;
    private final TradeDatabase trade;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Console console;
    private final AtomicInteger captured = new AtomicInteger();

    private final List<String> customers = new ArrayList<>();
    private String order = "";
    private String orderCustomer = "";

    /** Acts for an officer. */
    final String officer;
    /** Acts for another officer. */
    final String second;
    /** An officer's role, and nobody's. */
    final String nobodys;

    final String platform;
    final String admin;
    final String revoked;

    /** Name of a legal hold that covers no message. */
    final String hold = "nothing-here";

    /** Linked to {@link #customer()} and {@link #order()}. */
    final MessageId linked;
    /** Suggested for a customer, linked to none. */
    final MessageId suggested;
    /** About nothing that the trade database knows. */
    final MessageId unlinked;
    /** Records that a checkpoint speaks of. */
    final long signed;

    World(Path folder) throws SQLException {
        this.folder = folder;
        archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")));
        accounts = Accounts.open(AccountSettings.of(
                "jdbc:h2:" + folder.resolve("accounts").toAbsolutePath() + ";WRITE_DELAY=0",
                "sa",
                "",
                Set.of(OWN),
                Clock.systemUTC()));
        String url = SampleTrade.createEmbedded(folder.resolve("trade"), List.of("zhangsan@" + OWN));
        trade = TradeDatabase.open(TradeSettings.of(url, SampleTrade.USER, "", Set.of(OWN)));
        trade.refresh();
        pickFromSample(url);
        officer = person("lili", "test officer");
        second = person("wangwei", "second officer");
        nobodys =
                accounts.tokens().create("officer's program", TokenRole.OFFICER).secret();
        platform = accounts.tokens().create("test platform", TokenRole.PLATFORM).secret();
        admin = accounts.tokens().create("test admin", TokenRole.ADMIN).secret();
        revoked = accounts.tokens().create("test revoked", TokenRole.OFFICER).secret();
        accounts.tokens().revoke("test revoked");
        linked = capture(
                "Your order " + order + " is ready",
                List.of(link("customer", orderCustomer, LinkStatus.LINKED), link("order", order, LinkStatus.LINKED)));
        suggested = capture("About a possible order", List.of(link("customer", orderCustomer, LinkStatus.SUGGESTED)));
        unlinked = capture("午餐菜单 lunch menu", List.of());
        archive.law()
                .holds()
                .create(
                        hold,
                        "none",
                        "for tests",
                        new Criteria("subject:nothinghassuchasubject", List.of()),
                        new Actor(new Person("lili@" + OWN), "officer", "test").reader());
        archive.awaitFollowers(PATIENCE);
        signed = archive.proofs().checkpoint().size();
        console = start(Limits.usual(), false);
    }

    /** Another console on the same parts. */
    Console start(Limits limits, boolean publicMetrics) {
        return start(limits, publicMetrics, () -> new Health(List.of(Health.Part.ok("smtp"))));
    }

    /** Another console that is told this of the rest of the server. */
    Console start(Limits limits, boolean publicMetrics, Supplier<Health> health) {
        return start(trade, limits, publicMetrics, health);
    }

    /** Another console over another trade database. */
    Console start(TradeDatabase other) {
        return start(other, Limits.usual(), false, Health::none);
    }

    private Console start(TradeDatabase from, Limits limits, boolean publicMetrics, Supplier<Health> health) {
        return Console.start(
                new ConsoleSettings("127.0.0.1", 0, publicMetrics, "1.2.3-test", folder.resolve("answers"), limits),
                archive,
                accounts,
                from,
                metrics,
                health,
                Clock.systemUTC());
    }

    /** A token that acts for an officer, whose account is made. */
    private String person(String name, String token) {
        AccountAddress address = AccountAddress.parse(name + "@" + OWN).orElseThrow();
        accounts.add(address, name, Role.OFFICER, "compliance");
        return accounts.tokens()
                .create(token, TokenRole.OFFICER, Optional.of(address))
                .secret();
    }

    Probe probe() {
        return new Probe(console.port());
    }

    Archive archive() {
        return archive;
    }

    TradeDatabase trade() {
        return trade;
    }

    PrometheusMeterRegistry metrics() {
        return metrics;
    }

    Path folder() {
        return folder;
    }

    Accounts accounts() {
        return accounts;
    }

    /** The customer of {@link #order()}; has mail. */
    String customer() {
        return orderCustomer;
    }

    /** A customer that the trade database knows and no mail is linked to. */
    String silentCustomer() {
        return customers.stream()
                .filter(code -> !code.equals(orderCustomer))
                .findFirst()
                .orElseThrow();
    }

    /** An order's number as the platform writes it. */
    String order() {
        return order;
    }

    /** Archives a message and links it; searchable once {@link #awaitSearchable} returns. */
    MessageId capture(String subject, List<Link> links) {
        String text = "From: Ana Lopez <ana@buyer.example>\r\nTo: sales@" + OWN + "\r\nSubject: =?utf-8?B?"
                + java.util.Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                + "?=\r\nMessage-ID: <" + captured.get() + "@buyer.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nDear all, " + subject + "\r\n";
        return capture(text.getBytes(StandardCharsets.UTF_8), links);
    }

    /** Archives these bytes. */
    MessageId capture(byte[] bytes, List<Link> links) {
        return capture(bytes, links, Direction.INBOUND);
    }

    /** Archives these bytes as mail that went this way. */
    MessageId capture(byte[] bytes, List<Link> links, Direction direction) {
        Instant now = Instant.now();
        String key = "test-" + captured.incrementAndGet();
        MessageId id = archive.capture(new Delivery(
                        key,
                        now,
                        direction,
                        new Envelope("ana@buyer.example", List.of("sales@" + OWN, "hidden@" + OWN)),
                        new SessionFacts("192.0.2.1", "mx.buyer.example", "", "", key, "smtp", Map.of()),
                        List.of("sales@" + OWN),
                        Content.of(bytes)))
                .id();
        if (!links.isEmpty()) {
            archive.link(new LinkEvent(id, now, "matcher", "test", links));
        }
        return id;
    }

    void awaitSearchable() {
        archive.awaitFollowers(PATIENCE);
    }

    Link link(String kind, String key, LinkStatus status) {
        return new Link(
                kind,
                key,
                orderCustomer,
                status,
                status == LinkStatus.LINKED ? 0.99 : 0.7,
                List.of(new Link.Evidence("address", "from", "ana@buyer.example")));
    }

    private void pickFromSample(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SampleTrade.USER, "");
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT code FROM tp_customer ORDER BY code")) {
                while (rows.next()) {
                    customers.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT number, customer_code FROM tp_order"
                    + " WHERE kind = 'order' AND number LIKE '%-%' ORDER BY number LIMIT 1")) {
                if (!rows.next()) {
                    throw new IllegalStateException("the sample has no order with separators");
                }
                order = rows.getString(1);
                orderCustomer = rows.getString(2);
            }
        }
    }

    @Override
    public void close() throws IOException {
        console.close();
        trade.close();
        accounts.close();
        archive.close();
    }
}
