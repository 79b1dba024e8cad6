package io.tradepost.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One log line and one measurement for each request, those that could not be read included.
 *
 * <p>The address asked for is not logged: it holds the words that somebody searched for, which belong in the archive's
 * audit record and nowhere else.
 */
final class Observations implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.tradepost.console.access");
    private static final Set<String> KNOWN_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = IntStream.of(10, 30, 100, 300, 1_000, 3_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry metrics;
    private final Set<String> quiet;

    /**
     * @param quiet routes that machines ask all day, logged at debug level only
     */
    Observations(MeterRegistry metrics, Set<String> quiet) {
        this.metrics = metrics;
        this.quiet = Set.copyOf(quiet);
    }

    @Override
    public void log(Request request, Response response) {
        Exchange exchange = Exchange.of(request);
        long nanos = System.nanoTime() - request.getBeginNanoTime();
        String method = KNOWN_METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        requests(exchange.route(), method, response.getStatus()).record(nanos, TimeUnit.NANOSECONDS);
        Level level = quiet.contains(exchange.route()) && response.getStatus() < 400 ? Level.DEBUG : Level.INFO;
        LOG.atLevel(level)
                .addKeyValue("request", exchange.id())
                .addKeyValue("client", Request.getRemoteAddr(request))
                .addKeyValue("token", exchange.caller())
                .addKeyValue("method", method)
                .addKeyValue("route", exchange.route())
                .addKeyValue("status", response.getStatus())
                .addKeyValue("bytes", Response.getContentBytesWritten(response))
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                .log("answered");
    }

    private Timer requests(String route, String method, int status) {
        return Timer.builder("tradepost.http.requests")
                .description("HTTP requests answered, by route and status")
                .tag("route", route)
                .tag("method", method)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }
}
