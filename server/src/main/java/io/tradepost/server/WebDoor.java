package io.tradepost.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradepost.console.Console;
import io.tradepost.console.ConsoleSettings;
import io.tradepost.console.Health;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.server.james.JamesServer;
import io.tradepost.server.rooms.Rooms;
import java.util.List;

/** The REST API over the open rooms, and what the mail side says of its health there. */
final class WebDoor implements AutoCloseable {
    private final Console console;

    private WebDoor(Console console) {
        this.console = console;
    }

    static WebDoor open(
            TradepostConfiguration configuration, Rooms rooms, PrometheusMeterRegistry meters, JamesServer james) {
        TradepostConfiguration.Http http = configuration.http();
        return new WebDoor(Console.start(
                new ConsoleSettings(
                        http.bind(),
                        http.port(),
                        http.publicMetrics(),
                        Version.current(),
                        rooms.folder().answers()),
                rooms.archive(),
                rooms.accounts(),
                rooms.trade(),
                meters,
                () -> health(james.backlog()),
                rooms.clock()));
    }

    private static Health health(JamesServer.Backlog backlog) {
        if (backlog.waiting() != 0) {
            return new Health(List.of(new Health.Part(
                    "queue",
                    Health.State.DEGRADED,
                    backlog.waiting() + " mails wait for another try; the log says why")));
        }
        return new Health(List.of(Health.Part.ok("queue")));
    }

    int port() {
        return console.port();
    }

    @Override
    public void close() {
        console.close();
    }
}
