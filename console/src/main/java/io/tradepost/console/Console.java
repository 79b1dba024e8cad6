package io.tradepost.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradepost.archive.Archive;
import io.tradepost.console.api.BusinessRoutes;
import io.tradepost.console.api.ExportRoutes;
import io.tradepost.console.api.FrontPage;
import io.tradepost.console.api.LawActRoutes;
import io.tradepost.console.api.LawRoutes;
import io.tradepost.console.api.MessageRoutes;
import io.tradepost.console.api.OperationRoutes;
import io.tradepost.console.api.ProofRoutes;
import io.tradepost.console.api.Readiness;
import io.tradepost.console.contract.Contract;
import io.tradepost.console.http.Gate;
import io.tradepost.console.http.Route;
import io.tradepost.console.http.WebServer;
import io.tradepost.domain.account.Account;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.Token;
import io.tradepost.trade.TradeDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The REST API, listening. */
public final class Console implements AutoCloseable {
    private final WebServer server;

    private Console(WebServer server) {
        this.server = server;
    }

    /**
     * Starts to listen. The parts stay their owner's, who closes them after the console.
     *
     * @param metrics what is measured here is added to it, and all of it is shown at {@code /metrics}
     * @param health  what the rest of the server says of itself; asked at most once a second. The archive and the trade
     *                database are looked at here
     * @throws UncheckedIOException if the port can't be had
     */
    public static Console start(
            ConsoleSettings settings,
            Archive archive,
            Accounts accounts,
            TradeDatabase trade,
            PrometheusMeterRegistry metrics,
            Supplier<Health> health,
            Clock clock) {
        byte[] document = resource("openapi.yaml");
        // The document is read while the server starts; the first request waits for it if it comes that early.
        CompletableFuture<Contract> contract = CompletableFuture.supplyAsync(() -> Contract.read(document));
        Gate gate = new Gate(
                accounts.tokens()::authenticate,
                token -> officer(accounts, token),
                archive::audit,
                clock,
                System::nanoTime,
                settings.limits());
        Gauge.builder("tradepost.build", () -> 1)
                .description("Always 1; its label is the version")
                .tag("version", settings.version())
                .register(metrics);
        Supplier<Health> readiness = new Readiness(archive, trade, health, System::nanoTime);
        List<Route> routes = routes(settings, archive, trade, metrics, readiness, document);
        return new Console(
                WebServer.start(settings, routes, OperationRoutes.quiet(), contract::join, gate, metrics, clock));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops; requests in work have half a second to end. */
    @Override
    public void close() {
        server.close();
    }

    /** Every route there is, from which tests make sure that none is forgotten. */
    static List<Route> routes(
            ConsoleSettings settings,
            Archive archive,
            TradeDatabase trade,
            PrometheusMeterRegistry metrics,
            Supplier<Health> readiness,
            byte[] document) {
        ObjectMapper mapper = new ObjectMapper();
        return Stream.of(
                        new MessageRoutes(archive, mapper).routes(),
                        new ProofRoutes(archive, mapper).routes(),
                        new BusinessRoutes(archive, trade, mapper).routes(),
                        new ExportRoutes(archive.exports(), archive.exportJobs(), mapper).routes(),
                        new LawRoutes(archive.law(), Clock.systemUTC(), mapper).routes(),
                        new LawActRoutes(archive.law(), Clock.systemUTC(), mapper).routes(),
                        new OperationRoutes(readiness, metrics, settings.publicMetrics(), document, mapper).routes(),
                        new FrontPage(resource("front.html")).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** The officer that a token acts for; nobody where the account is gone, disabled or no officer's any more. */
    private static Optional<String> officer(Accounts accounts, Token token) {
        return token.account()
                .flatMap(accounts::lookup)
                .filter(account -> !account.disabled() && account.role() == Role.OFFICER)
                .map(Account::address)
                .map(address -> address.value());
    }

    /** A file that lies beside this class. */
    static byte[] resource(String name) {
        try (InputStream file = Console.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
