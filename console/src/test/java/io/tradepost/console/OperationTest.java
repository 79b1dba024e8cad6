package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.console.Health.Part;
import io.tradepost.console.Health.State;
import io.tradepost.console.Probe.Answer;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those who run the server ask of it. */
@ExtendWith(SharedWorld.class)
class OperationTest {
    private static final Limits FEW = new Limits(1, 5, 3, 60, 16384, 65536, 100);

    private final World world;
    private final SchemaCheck schemas = new SchemaCheck();

    OperationTest(World world) {
        this.world = world;
    }

    @Test
    void readinessNamesEveryPartAndNoReason() throws Exception {
        Answer answer = world.probe().get("/readyz");
        assertThat(answer.status()).isEqualTo(200);
        schemas.answer("getReadiness", answer);
        assertThat(answer.json().path("parts").fieldNames())
                .toIterable()
                .contains("archive", "catalog", "index", "trade", "smtp");
        assertThat(answer.json().at("/parts/archive").asText()).isEqualTo("ok");
        assertThat(answer.json().at("/parts/trade").asText()).isEqualTo("ok");
    }

    @Test
    void aPartThatIsDownMakesTheServerUnreadyAndOneThatLimpsDoesNot() throws Exception {
        for (State state : List.of(State.DOWN, State.DEGRADED)) {
            Health health = new Health(List.of(new Part("queue", state, "secret reason at /some/place")));
            try (Console console = world.start(Limits.usual(), false, () -> health)) {
                Answer answer = new Probe(console.port()).get("/readyz");
                assertThat(answer.status()).isEqualTo(state == State.DOWN ? 503 : 200);
                schemas.answer("getReadiness", answer);
                assertThat(answer.json().at("/parts/queue").asText()).isEqualTo(state.word());
                assertThat(answer.text()).doesNotContain("secret");
                assertThat(new Probe(console.port()).get("/healthz").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void metricsCountRequestsByRouteInBothFormats() throws Exception {
        world.probe().get("/api/v1/messages?q=metrics", world.officer);
        Answer plain = world.probe().get("/metrics", world.admin);
        assertThat(plain.header("Content-Type")).startsWith("text/plain");
        assertThat(plain.text()).contains("tradepost_http_requests_seconds_count{", "route=\"searchMessages\"");
        Answer open = world.probe()
                .send(
                        "GET",
                        "/metrics",
                        Optional.of("Bearer " + world.admin),
                        "Accept",
                        "application/openmetrics-text");
        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
    }

    @Test
    void theFrontPageIsWholeByItselfAndSpeaksBothLanguages() throws Exception {
        Answer page = world.probe().get("/");
        assertThat(page.header("Content-Type")).isEqualToIgnoringWhitespace("text/html;charset=utf-8");
        assertThat(page.text()).contains("外贸企业邮件服务器", "A mail server for foreign-trade firms", "/api/v1/openapi.yaml");
        assertThat(page.text()).doesNotContain("<script", "src=", "https://", "@import", "url(");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page.text());
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(style.find()).as("a second style would be blocked").isFalse();
    }

    @Test
    void aTokenThatAsksTooOftenIsToldWhenToComeAgain() throws Exception {
        try (Console console = world.start(FEW, false)) {
            Probe probe = new Probe(console.port());
            for (int i = 0; i < 5; i++) {
                assertThat(probe.get("/api/v1/messages?limit=1", world.officer).status())
                        .isEqualTo(200);
            }
            Answer answer = probe.get("/api/v1/messages?limit=1", world.officer);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            schemas.problem(answer);
            assertThat(probe.get("/api/v1/messages?limit=1", world.platform).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAddressThatGuessesIsTurnedAwayButItsGoodTokensAreNot() throws Exception {
        try (Console console = world.start(FEW, false)) {
            Probe probe = new Probe(console.port());
            assertThat(probe.get("/api/v1/messages?limit=1", world.officer).status())
                    .isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(probe.get("/api/v1/messages", "tp_guess" + i).status())
                        .isEqualTo(401);
            }
            Answer answer = probe.get("/api/v1/messages", "tp_guess");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 20);
            schemas.problem(answer);
            assertThat(probe.get("/api/v1/messages?limit=1", world.officer).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void startingAndStoppingAreQuick() throws Exception {
        long begin = System.nanoTime();
        Console console = world.start(Limits.usual(), false);
        long started = millisSince(begin);
        assertThat(new Probe(console.port())
                        .get("/api/v1/messages?limit=1", world.officer)
                        .status())
                .isEqualTo(200);
        long stopping = System.nanoTime();
        console.close();
        assertThat(millisSince(stopping)).isLessThan(1_000);
        assertThat(started).isLessThan(2_000);
        assertThatThrownBy(() -> new Probe(console.port()).get("/healthz")).isInstanceOf(Exception.class);
    }

    @Test
    void aPortInUseIsSaidPlainly() throws Exception {
        try (Console console = world.start(Limits.usual(), false)) {
            ConsoleSettings same = new ConsoleSettings(
                    "127.0.0.1", console.port(), false, "test", world.folder().resolve("answers"));
            assertThatThrownBy(() -> Console.start(
                            same,
                            world.archive(),
                            world.accounts(),
                            world.trade(),
                            world.metrics(),
                            Health::none,
                            java.time.Clock.systemUTC()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + console.port());
        }
    }

    @Test
    void whileTheTradeDatabaseWasNeverReadNothingIsSaidToBeUnknown() throws Exception {
        TradeSettings nowhere = TradeSettings.of("jdbc:h2:tcp://127.0.0.1:1/nothing", "sa", "", Set.of());
        try (TradeDatabase away = TradeDatabase.open(nowhere);
                Console console = world.start(away)) {
            Probe probe = new Probe(console.port());
            Answer customer = probe.get("/api/v1/customers/NOBODY-1/messages", world.officer);
            assertThat(customer.status()).isEqualTo(200);
            assertThat(customer.json().path("total").asInt()).isZero();
            assertThat(probe.get("/api/v1/orders/" + world.order() + "/messages", world.officer)
                            .json()
                            .path("total")
                            .asInt())
                    .isPositive();
            Answer ready = probe.get("/readyz");
            assertThat(ready.status()).as("mail flows on (law L9)").isEqualTo(200);
            assertThat(ready.json().at("/parts/trade").asText()).isEqualTo("degraded");
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
