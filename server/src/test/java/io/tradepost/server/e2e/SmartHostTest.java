package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.NameServer;
import io.tradepost.server.e2e.kit.Relay;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that leaves through a provider's relay, with everything wrong that can be wrong between us and it. */
class SmartHostTest {
    private static final String LINA = "lina@tradepost.test";
    private static final String BUYER = "buyer@partner.example";
    private static final String RIGHT = "the-right-one";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path home;

    private Relay relay;
    private NameServer names;
    private RunningServer server;

    @BeforeEach
    void open() {
        relay = Relay.open(home.resolve("relay"), "tradepost", RIGHT);
        names = NameServer.start(home.resolve("names"), Map.of("invalid", ""));
        server = RunningServer.prepare(home.resolve("server"), settings("relay.invalid", "wrong"));
    }

    @AfterEach
    void close() {
        server.close();
        names.close();
        relay.close();
    }

    private String settings(String host, String password) {
        return """
                outgoing:
                  mode: smart-host
                  smart-host: {host: %s, port: %d, tls: starttls, user: tradepost, password: %s, trust-any-certificate: true}
                  dns-servers: ["%s"]
                  retries: [1]
                  give-up-after-seconds: 2
                delivery: {retry-seconds: [1]}
                """.formatted(host, relay.port(), password, names.address());
    }

    private void restartWith(String host, String password) throws IOException {
        server.stop();
        Files.writeString(server.data().resolveSibling("tradepost.yaml"), settings(host, password));
        server.start();
    }

    private void waitsBecause(String words, long times) {
        Eventually.until(
                "the mail waits because of: " + words,
                PATIENCE,
                () -> waits(words) >= times,
                () -> server.log()
                        .lines()
                        .filter(line -> line.contains("mail waits"))
                        .toList()
                        .toString());
    }

    private long waits(String words) {
        return server.log()
                .lines()
                .filter(line -> line.contains("mail waits") && line.contains(words))
                .count();
    }

    @Test
    void waitsWhileTheRelayCannotBeFoundTrustedOrSignedInToAndLeavesOnceThePasswordIsRight() throws IOException {
        server.start();
        Letter letter = Letter.from(LINA, "Through the relay").with("To", "<" + BUYER + ">");
        RunningServer.DemoAccount account = server.account("lina");
        try (Smtp smtp = Smtp.submission(server.port("submission"), account.address(), account.password())) {
            smtp.sendAccepted(LINA, List.of(BUYER), letter.bytes());
        }
        waitsBecause("relay.invalid:" + relay.port() + ": its name has no address", 1);

        // A version that no client of today agrees to.
        relay.speakOnly("TLSv1");
        restartWith("localhost", "wrong");
        waitsBecause("no TLS: ", 1);
        relay.speakOnly("TLSv1.3");
        waitsBecause("sign-in refused: 535", 2);
        assertThat(relay.refusals()).isGreaterThanOrEqualTo(2);
        assertThat(relay.count(letter.mark())).isZero();

        restartWith("localhost", RIGHT);
        Eventually.until("the mail at the relay", PATIENCE, () -> relay.count(letter.mark()) > 0, server::log);
        Eventually.until("nothing waits", () -> server.rest("admin").metric("tradepost_queue_waiting") == 0);
        assertThat(relay.count(letter.mark())).isEqualTo(1);
        assertThat(Imap.of(server, "lina").inbox(letter.mark()))
                .as("the sender was never told that it failed")
                .isEmpty();
        assertThat(server.rest("officer").all("")).as("no report was made").hasSize(1);
        assertThat(server.log()).doesNotContain(RIGHT);
    }
}
