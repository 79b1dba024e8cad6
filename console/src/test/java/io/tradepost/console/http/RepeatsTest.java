package io.tradepost.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradepost.console.ConsoleSettings;
import io.tradepost.console.Limits;
import io.tradepost.console.contract.Contract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeated calls where the first is not over, its end is not known, or it was long ago. */
class RepeatsTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger acts = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private volatile Instant now = Instant.parse("2026-03-01T23:59:50Z");
    private WebServer server;

    @BeforeEach
    void start() {
        server = begin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebServer begin() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("this clock knows UTC alone");
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Gate gate = new Gate(
                secret -> Optional.empty(),
                token -> Optional.empty(),
                event -> {},
                clock,
                System::nanoTime,
                Limits.usual());
        return WebServer.start(
                new ConsoleSettings("127.0.0.1", 0, false, "test", folder),
                List.of(
                        act("count", call -> call.http().result("act " + acts.incrementAndGet())),
                        act("wait", call -> {
                            entered.countDown();
                            try {
                                leave.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            call.http().result("act " + acts.incrementAndGet());
                        }),
                        act("fail", call -> {
                            acts.incrementAndGet();
                            throw new IllegalStateException("a bug");
                        })),
                Set.of(),
                () -> Contract.read("paths: {}".getBytes(StandardCharsets.UTF_8)),
                gate,
                new SimpleMeterRegistry(),
                clock);
    }

    private static Route act(String name, Route.Work work) {
        return new Route(name, "/" + name, Route.Kind.PAGE, Set.of(Access.ANYONE), Route.Method.POST, work);
    }

    private HttpResponse<String> post(String path, String key) throws Exception {
        return client.send(request(path, key), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Test
    void aSecondCallWhileTheFirstIsAtWorkIsToldToComeBackAndThenGetsItsAnswer() throws Exception {
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(request("/wait", "k"), HttpResponse.BodyHandlers.ofString());
        entered.await();
        HttpResponse<String> early = post("/wait", "k");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.headers().firstValue("Retry-After")).contains("1");
        leave.countDown();
        assertThat(first.get().body()).isEqualTo("act 1");
        assertThat(post("/wait", "k").body()).isEqualTo("act 1");
        assertThat(acts).hasValue(1);
    }

    @Test
    void whereTheServerDiedInTheMiddleThatIsSaidAndNothingIsDoneAgain() throws Exception {
        post("/count", "k");
        Path kept;
        try (Stream<Path> all = Files.walk(folder)) {
            kept = all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        // What a process leaves that dies behind the act and before its answer is kept.
        AnswerStore store = new AnswerStore(folder, Clock.fixed(now, ZoneOffset.UTC));
        String id = String.valueOf(kept.getFileName());
        store.begin(id, store.find(id).orElseThrow().fingerprint());
        server.close();
        server = begin();
        HttpResponse<String> again = post("/count", "k");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("not known");
        assertThat(acts).hasValue(1);
    }

    @Test
    void whatFailedIsTriedAgain() throws Exception {
        assertThat(post("/fail", "k").statusCode()).isEqualTo(500);
        assertThat(post("/fail", "k").statusCode()).isEqualTo(500);
        assertThat(acts).hasValue(2);
    }

    @Test
    void anAnswerIsKeptOverMidnightAndForSevenDaysAndThenItsFileGoes() throws Exception {
        assertThat(post("/count", "k").body()).isEqualTo("act 1");
        now = now.plus(Duration.ofSeconds(20));
        assertThat(post("/count", "k").body()).isEqualTo("act 1");
        now = now.plus(Duration.ofDays(6));
        assertThat(post("/count", "k").body()).isEqualTo("act 1");
        now = now.plus(Duration.ofDays(2));
        assertThat(post("/count", "k").body()).isEqualTo("act 2");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void quotesRoundAKeyMakeNoOtherKeyOfIt() throws Exception {
        assertThat(post("/count", "\"k\"").body()).isEqualTo("act 1");
        assertThat(post("/count", "k").body()).isEqualTo("act 1");
    }
}
