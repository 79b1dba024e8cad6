package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradepost.console.Health;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Route;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** For those who run the server: alive, ready, measurements, and the contract itself. */
public final class OperationRoutes {
    private static final Set<Access> ANYONE = Set.of(Access.ANYONE);
    private static final int NOT_READY = 503;
    private static final String PLAIN_FORMAT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final Supplier<Health> health;
    private final PrometheusMeterRegistry metrics;
    private final boolean publicMetrics;
    private final byte[] contract;
    private final ObjectMapper mapper;
    private final JsonAnswer json;

    /**
     * Over these.
     *
     * @param health   asked at each look, by anybody, so it should be cheap
     * @param contract the OpenAPI file
     */
    public OperationRoutes(
            Supplier<Health> health,
            PrometheusMeterRegistry metrics,
            boolean publicMetrics,
            byte[] contract,
            ObjectMapper mapper) {
        this.health = health;
        this.metrics = metrics;
        this.publicMetrics = publicMetrics;
        this.contract = contract.clone();
        this.mapper = mapper;
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                new Route("getContract", "/api/v1/openapi.yaml", Route.Kind.CONTRACTED, ANYONE, this::contract),
                new Route("getHealth", "/healthz", Route.Kind.CONTRACTED, ANYONE, this::alive),
                new Route("getReadiness", "/readyz", Route.Kind.CONTRACTED, ANYONE, this::ready),
                new Route(
                        "getMetrics",
                        "/metrics",
                        Route.Kind.CONTRACTED,
                        publicMetrics ? ANYONE : Set.of(Access.ADMIN),
                        this::metrics));
    }

    /** The routes that machines ask all day. */
    public static Set<String> quiet() {
        return Set.of("getHealth", "getReadiness", "getMetrics");
    }

    private void contract(Call call) {
        call.http().contentType("application/yaml").result(contract); // RFC 9512
        call.http().res().setContentLength(contract.length);
    }

    private void alive(Call call) {
        json.write(call.http(), 200, mapper.createObjectNode().put("status", "up"));
    }

    private void ready(Call call) {
        Health now = health.get();
        ObjectNode node = mapper.createObjectNode();
        node.put("status", now.ready() ? "ready" : "not-ready");
        ObjectNode parts = node.putObject("parts");
        now.parts().forEach(part -> parts.put(part.name(), part.state().word()));
        json.write(call.http(), now.ready() ? 200 : NOT_READY, node);
    }

    private void metrics(Call call) {
        String accept = call.http().req().getHeader("Accept");
        String format = accept != null && accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : PLAIN_FORMAT + "; version=0.0.4; charset=utf-8";
        call.http().contentType(format).result(metrics.scrape(format));
    }
}
