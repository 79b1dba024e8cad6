package io.tradepost.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradepost.archive.ArchiveException;
import io.tradepost.console.ConsoleSettings;
import io.tradepost.console.Limits;
import io.tradepost.console.Probe;
import io.tradepost.console.Probe.Answer;
import io.tradepost.console.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web layer by itself, with routes that fail in every way a route can. */
class WebServerTest {
    private static final Set<Access> ANYONE = Set.of(Access.ANYONE);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();

    @org.junit.jupiter.api.io.TempDir
    static java.nio.file.Path folder;

    private static WebServer server;
    private static Probe probe;

    @BeforeAll
    static void start() {
        server = start(List.of(
                page("fine", "/fine", call -> call.http().result("fine")),
                page("bug", "/bug", call -> {
                    throw new IllegalStateException("jdbc:h2:/secret/place");
                }),
                page("deep", "/deep", call -> recurse(0)),
                page("away", "/away", call -> {
                    throw ArchiveException.temporary("disk full at /secret/place", new IOException("no space"));
                }),
                page("broken", "/broken", call -> {
                    throw ArchiveException.permanent("record 7 of /secret/place is damaged");
                }),
                page(
                        "item",
                        "/items/{name}",
                        call -> call.http().result(call.http().pathParam("name")))));
        probe = new Probe(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFailureOfOursSaysNothingOfTheInside() throws Exception {
        for (String path : List.of("/bug", "/broken", "/deep")) {
            Answer answer = probe.get(path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text()).doesNotContain("secret", "Exception", "java", "jdbc", "Overflow");
            assertThat(answer.json().path("errorId").asText()).hasSize(12);
        }
        assertThat(probe.get("/fine").text()).isEqualTo("fine");
    }

    @Test
    void theErrorIdIsTheRequestId() throws Exception {
        for (String path : List.of("/bug", "/deep")) {
            Answer answer = probe.get(path);
            assertThat(answer.json().path("errorId").asText()).isEqualTo(answer.header("X-Request-Id"));
            assertThat(answer.json().path("instance").asText())
                    .isEqualTo("urn:tradepost:request:" + answer.header("X-Request-Id"));
        }
    }

    @Test
    void aTemporaryFailureSaysWhenToTryAgain() throws Exception {
        Answer answer = probe.get("/away");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:tradepost:problem:unavailable");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void anotherMethodIsRefusedWithThoseThatAreAllowed(String method) throws Exception {
        String answer = probe.sendLines(method + " /fine HTTP/1.1");
        assertThat(answer).startsWith("HTTP/1.1 405").containsPattern("(?m)^Allow: GET, HEAD\r?$");
        assertThat(problem(answer).path("type").asText()).isEqualTo("urn:tradepost:problem:method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER", "BEFORE_MATCHED", "WEBSOCKET_BEFORE_UPGRADE", "QUERY", "BREW", "get"})
    void aMethodThatTheRouterMadeUpDoesNotReachIt(String method) throws Exception {
        String answer = probe.sendLines(method + " /fine HTTP/1.1");
        assertThat(answer).startsWith("HTTP/1.1 501");
        assertThat(problem(answer).path("status").asInt()).isEqualTo(501);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nowhere HTTP/1.1, 404",
        "GET /fine/ HTTP/1.1, 404",
        "GET /FINE HTTP/1.1, 404",
        "GET //fine HTTP/1.1, 400",
        "GET /fine;x=y HTTP/1.1, 404",
        "GET /x/../fine HTTP/1.1, 404",
        "GET /x/%2e%2e/fine HTTP/1.1, 400",
        "GET /items/%zz HTTP/1.1, 400",
        "GET /items/%ff HTTP/1.1, 400",
        "GET /items/%c0%ae HTTP/1.1, 400",
        "GET /items/a;b/../c HTTP/1.1, 404",
        "GET fine HTTP/1.1, 400",
        "GET /fine HTTP/9.9, 400",
        "GARBAGE, 400",
    })
    void anAddressIsReadInOneWayOnly(String requestLine, int status) throws Exception {
        String answer = probe.sendLines(requestLine);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("application/problem+json");
        assertThat(problem(answer).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void aSlashInsideANameIsPartOfTheName() throws Exception {
        assertThat(probe.get("/items/PO%2F2024%2F7%25").text()).isEqualTo("PO/2024/7%");
        assertThat(probe.get("/items/a+b").text()).isEqualTo("a+b");
        assertThat(probe.get("/items/%E8%AE%A2%E5%8D%95").text()).isEqualTo("订单");
    }

    @Test
    void headAnswersLikeGetWithoutTheBody() throws Exception {
        Answer get = probe.get("/fine");
        Answer head = probe.send("HEAD", "/fine", Optional.empty());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(probe.send("HEAD", "/bug", Optional.empty()).status()).isEqualTo(500);
        assertThat(probe.send("HEAD", "/nowhere", Optional.empty()).status()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws Exception {
        Answer answer = probe.get("/fine?q=" + "x".repeat(100_000));
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:tradepost:problem:uri-too-long");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        String answer = probe.sendLines("GET /fine HTTP/1.1", "X-Filler: " + "x".repeat(100_000));
        assertThat(answer).startsWith("HTTP/1.1 431");
        assertThat(problem(answer).path("type").asText()).isEqualTo("urn:tradepost:problem:headers-too-large");
    }

    @Test
    void contentThatIsTooLargeIsRefusedUnread() throws Exception {
        String answer = probe.sendLines("GET /fine HTTP/1.1", "Content-Length: 99999999");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
        assertThat(problem(answer).path("detail").asText()).contains("65536");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : List.of("/fine", "/bug", "/nowhere", "/items/%zz")) {
            Answer answer = path.contains("%zz") ? probe.get("/fine?" + "x".repeat(50_000)) : probe.get(path);
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("X-Request-Id")).matches("[0-9A-Z]{12}");
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control-") || name.equals("server"));
        }
    }

    @Test
    void noOtherOriginIsLetIn() throws Exception {
        Answer preflight = probe.send(
                "OPTIONS",
                "/fine",
                Optional.empty(),
                "Origin",
                "https://evil.test",
                "Access-Control-Request-Method",
                "GET");
        assertThat(preflight.status()).isEqualTo(405);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(probe.send("GET", "/fine", Optional.empty(), "Origin", "https://evil.test")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void problemsSpeakTheLanguageAskedFor() throws Exception {
        Answer chinese = probe.send("GET", "/nowhere", Optional.empty(), "Accept-Language", "zh-Hans-CN, en;q=0.5");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(chinese.json().path("title").asText()).isEqualTo("未找到");
        Answer german = probe.send("GET", "/nowhere", Optional.empty(), "Accept-Language", "de, fr;q=0.5");
        assertThat(german.header("Content-Language")).isEqualTo("en");
        assertThat(german.json().path("title").asText()).isEqualTo("Not found");
    }

    @Test
    void requestsAreMeasuredByRouteAndStatus() throws Exception {
        probe.get("/items/measured");
        probe.get("/nowhere/measured");
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            assertThat(METRICS.find("tradepost.http.requests")
                            .tags("route", "item", "status", "200", "method", "GET")
                            .timer())
                    .isNotNull();
            assertThat(METRICS.find("tradepost.http.requests")
                            .tags("route", "none", "status", "404")
                            .timer())
                    .isNotNull();
        });
    }

    @Test
    void aRouteMustSayWhoMayCallIt() {
        assertThatThrownBy(() -> new Route("loose", "/loose", Route.Kind.PAGE, Set.of(), call -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doesn't say who may call it");
        assertThatThrownBy(() ->
                        new Route("both", "/both", Route.Kind.PAGE, Set.of(Access.ANYONE, Access.ADMIN), call -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointThatSlippedInWithoutRolesStopsTheStart() {
        Javalin slippedIn = Javalin.create(config -> config.routes.get("/loose", context -> context.result("open")));
        assertThatThrownBy(() -> WebServer.requireRoles(slippedIn.unsafe.internalRouter.allHttpHandlers()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/loose");
    }

    @Test
    void aPortInUseIsSaidPlainly() {
        ConsoleSettings same = new ConsoleSettings("127.0.0.1", server.port(), false, "test", folder);
        assertThatThrownBy(() -> start(List.of(), same))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void stoppingDoesNotWaitForIdleConnections() throws Exception {
        WebServer other =
                start(List.of(page("fine", "/fine", call -> call.http().result("fine"))));
        Probe holdsItsConnection = new Probe(other.port());
        assertThat(holdsItsConnection.get("/fine").status()).isEqualTo(200);
        long begin = System.nanoTime();
        other.close();
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(1_000);
    }

    @Test
    void stoppingLetsARequestInWorkEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WebServer other = start(List.of(page("slow", "/slow", call -> {
            begun.countDown();
            await(goOn);
            call.http().result("done");
        })));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return new Probe(other.port()).get("/slow");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        await(begun);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(other::close);
        Thread.sleep(50);
        goOn.countDown();
        assertThat(answer.get(5, TimeUnit.SECONDS).text()).isEqualTo("done");
        stopped.get(5, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode problem(String answer) throws IOException {
        return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
    }

    private static int recurse(int depth) {
        return depth == Integer.MAX_VALUE ? 0 : recurse(depth + 1) + 1;
    }

    private static Route page(String name, String path, Route.Work work) {
        return new Route(name, path, Route.Kind.PAGE, ANYONE, work);
    }

    private static WebServer start(List<Route> routes) {
        return start(routes, new ConsoleSettings("127.0.0.1", 0, false, "test", folder));
    }

    private static WebServer start(List<Route> routes, ConsoleSettings settings) {
        Gate gate = new Gate(
                secret -> Optional.empty(),
                token -> Optional.empty(),
                event -> {},
                Clock.systemUTC(),
                System::nanoTime,
                Limits.usual());
        return WebServer.start(
                settings,
                routes,
                Set.of(),
                () -> Contract.read("paths: {}".getBytes(StandardCharsets.UTF_8)),
                gate,
                METRICS,
                Clock.systemUTC());
    }
}
