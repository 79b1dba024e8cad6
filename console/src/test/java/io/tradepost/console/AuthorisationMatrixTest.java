package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tradepost.console.Probe.Answer;
import io.tradepost.console.contract.Contract;
import io.tradepost.console.contract.Operation;
import io.tradepost.console.http.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route by every kind of caller. Routes come from the running code, what each may do from the contract, so that a
 * route that the one forgets is missed by the other.
 */
@ExtendWith(SharedWorld.class)
class AuthorisationMatrixTest {
    private static final String MAIL = "/api/v1/(messages|customers|orders)(/.*)?";

    /** So many may fail here before an address is turned away that none of them is. */
    private static final Limits PATIENT = new Limits(1_000, 1_000, 10_000, 60, 16384, 65536, 100);

    private final World world;
    private final Console console;
    private final Probe probe;

    AuthorisationMatrixTest(World world) {
        this.world = world;
        this.console = world.start(PATIENT, false);
        this.probe = new Probe(console.port());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @TestFactory
    List<DynamicTest> everyRouteByEveryCaller() {
        Contract contract = Contract.read(Console.resource("openapi.yaml"));
        Map<String, Optional<String>> callers = callers();
        List<DynamicTest> tests = new ArrayList<>();
        for (Route route : routes()) {
            Set<String> allowed = route.kind() == Route.Kind.PAGE
                    ? Set.of("anyone")
                    : contract.operation(route.name()).roles();
            callers.forEach((caller, authorization) -> {
                for (String method : methods(route)) {
                    tests.add(dynamicTest(
                            method + " " + route.path() + " by " + caller,
                            () -> check(route, method, authorization, expected(allowed, caller))));
                }
            });
        }
        assertThat(tests)
                .hasSize(routes().stream()
                                .mapToInt(route -> methods(route).size())
                                .sum()
                        * callers.size());
        return tests;
    }

    @Test
    void noMailIsThereForAnyoneOrForAdmins() {
        for (Operation operation :
                Contract.read(Console.resource("openapi.yaml")).operations().values()) {
            if (operation.path().matches(MAIL)) {
                assertThat(operation.roles()).as(operation.id()).containsExactlyInAnyOrder("officer", "platform");
            }
        }
    }

    @Test
    void metricsArePublicOnlyWhereTheConfigurationSaysSo() throws Exception {
        try (Console open = world.start(Limits.usual(), true)) {
            Answer answer = new Probe(open.port()).get("/metrics");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("tradepost_build", "version=\"1.2.3-test\"");
            assertThat(new Probe(open.port()).get("/api/v1/messages").status()).isEqualTo(401);
        }
    }

    @Test
    void anAdminIsToldWhyThereIsNoMailForHim() throws Exception {
        Answer answer = world.probe().get("/api/v1/messages", world.admin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText()).contains("'admin'", "reads no mail", "'officer'");
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    private Map<String, Optional<String>> callers() {
        Map<String, Optional<String>> callers = new LinkedHashMap<>();
        callers.put("nobody", Optional.empty());
        callers.put("garbage", Optional.of("Bearer tp_" + "x".repeat(43)));
        callers.put("password", Optional.of("Basic b2ZmaWNlcjpzZWNyZXQ="));
        callers.put("revoked", Optional.of("Bearer " + world.revoked));
        callers.put("officer", Optional.of("Bearer " + world.officer));
        callers.put("platform", Optional.of("Bearer " + world.platform));
        callers.put("admin", Optional.of("Bearer " + world.admin));
        return callers;
    }

    private static List<String> methods(Route route) {
        return route.method() == Route.Method.GET ? List.of("GET", "HEAD") : List.of("POST");
    }

    private static int expected(Set<String> allowed, String caller) {
        if (allowed.contains("anyone") || allowed.contains(caller)) {
            return 200;
        }
        return Set.of("officer", "platform", "admin").contains(caller) ? 403 : 401;
    }

    private void check(Route route, String method, Optional<String> authorization, int status) throws Exception {
        String path = route.path()
                .replace("{id}", world.linked.value())
                .replace("{code}", encoded(world.customer()))
                .replace("{number}", encoded(world.order()))
                .replace("{level}", "0")
                .replace("{index}", "0?width=1")
                .replace("{from}", Long.toString(world.signed))
                .replace("{to}", Long.toString(world.signed));
        path = path.replace("{name}", "unheard-of")
                .replace("{request}", "00000000")
                .replace("{run}", "D-0")
                .replace("{export}", "20260301-100000-aaaaaa");
        if (method.equals("GET") || method.equals("HEAD")) {
            path = path.replace("unheard-of", world.hold);
        }
        assertThat(path).as("a path parameter that this test doesn't know").doesNotContain("{");
        Answer answer = probe.send(method, path, authorization);
        if (method.equals("POST") && status == 200) {
            // Let in, and then told that the wish, which is empty, is none, or is about nothing that there is.
            assertThat(answer.status()).isIn(400, 404);
        } else if (status == 200
                && (route.path().contains("{run}") || route.path().contains("{export}"))) {
            // Nothing was ever disposed of or exported here.
            assertThat(answer.status()).isEqualTo(404);
        } else {
            assertThat(answer.status()).isEqualTo(status);
        }
        if (answer.status() >= 400 && !method.equals("HEAD")) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"tradepost\"");
        }
        if (method.equals("HEAD")) {
            assertThat(answer.body()).isEmpty();
        } else {
            assertThat(answer.body()).isNotEmpty();
        }
    }

    private List<Route> routes() {
        return Console.routes(
                new ConsoleSettings("127.0.0.1", 0, false, "test", Path.of("unused")),
                world.archive(),
                world.trade(),
                world.metrics(),
                Health::none,
                Console.resource("openapi.yaml"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
