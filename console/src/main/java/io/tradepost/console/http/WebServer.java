package io.tradepost.console.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JsonMapper;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradepost.console.ConsoleSettings;
import io.tradepost.console.contract.Arguments;
import io.tradepost.console.contract.Contract;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens, and leads each request through the gate and the contract to its route. */
public final class WebServer implements AutoCloseable {
    private static final int MOST_THREADS = 64;
    private static final int FEWEST_THREADS = 4;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    private static final int CONNECTION_IDLE_MILLIS = 30_000;
    private static final int GRACE_MILLIS = 500;

    private final Javalin javalin;
    private final Doorman doorman;

    private WebServer(Javalin javalin, Doorman doorman) {
        this.javalin = javalin;
        this.doorman = doorman;
    }

    /**
     * Starts to listen.
     *
     * @param quiet    names of routes that are logged at debug level only
     * @param clock    says on which day an answer was given that is kept for repeated calls
     * @param contract asked at each request, so that reading it need not hold up the start
     * @throws IllegalStateException if some route doesn't say who may call it
     * @throws UncheckedIOException  if the port can't be had
     */
    public static WebServer start(
            ConsoleSettings settings,
            List<Route> routes,
            Set<String> quiet,
            Supplier<Contract> contract,
            Gate gate,
            MeterRegistry metrics,
            Clock clock) {
        Repeats repeats = new Repeats(new AnswerStore(settings.answers(), clock));
        Problems problems = new Problems();
        Doorman doorman = new Doorman(problems, settings.limits().contentBytes());
        Javalin javalin = Javalin.create(config -> {
            jetty(config, settings, doorman, new Observations(metrics, quiet));
            router(config, problems);
            for (Route route : routes) {
                Handler handler = context -> answer(context, route, gate, contract, repeats);
                for (HandlerType method : methods(route)) {
                    config.routes.addEndpoint(Endpoint.create(method, route.path())
                            .addMetadata(new Roles(Set.copyOf(route.access())))
                            .handler(handler));
                }
            }
        });
        requireRoles(javalin.unsafe.internalRouter.allHttpHandlers());
        try {
            javalin.start();
        } catch (io.javalin.util.JavalinBindException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + settings.bind() + ":" + settings.port(), new IOException(e));
        }
        return new WebServer(javalin, doorman);
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops listening; requests in work have half a second to end. */
    @Override
    public void close() {
        doorman.closeUp(GRACE_MILLIS);
        javalin.stop();
    }

    /** Every endpoint must say who may call it; one that slipped in past {@link Route} stops the start. */
    static void requireRoles(List<ParsedEndpoint> endpoints) {
        for (ParsedEndpoint parsed : endpoints) {
            Endpoint endpoint = parsed.endpoint;
            Roles roles = endpoint.metadata(Roles.class);
            if (endpoint.method.isHttpMethod()
                    && (roles == null || roles.getRoles().isEmpty())) {
                throw new IllegalStateException(endpoint.method + " " + endpoint.path + " doesn't say who may call it");
            }
        }
    }

    private static void answer(Context context, Route route, Gate gate, Supplier<Contract> contract, Repeats repeats)
            throws IOException {
        Exchange exchange = exchange(context);
        exchange.found(route);
        List<String> authorization = Collections.list(context.req().getHeaders("Authorization"));
        Caller caller = gate.admit(route, authorization, address(context), context.path())
                .withPurpose(Purposes.of(context.req().getHeader(Purposes.HEADER)))
                .withReceipt(new AuditRecords(context.res()));
        exchange.admitted(caller);
        byte[] content = content(context, route);
        Arguments arguments = switch (route.kind()) {
            case PAGE -> Arguments.NONE;
            case CONTRACTED ->
                contract.get().operation(route.name()).check(context.pathParamMap(), queryString(context), content);
        };
        repeats.answer(new Call(context, caller, arguments), route, content);
    }

    private static List<HandlerType> methods(Route route) {
        return switch (route.method()) {
            case GET -> List.of(HandlerType.GET, HandlerType.HEAD);
            case POST -> List.of(HandlerType.POST);
        };
    }

    /** The doorman has made sure that it is no larger than the limit, but a chunked request has no length. */
    private static byte[] content(Context context, Route route) throws IOException {
        return route.method() == Route.Method.GET
                ? new byte[0]
                : RequestContent.read(
                        context.req().getInputStream(), context.req().getContentType());
    }

    /** Without the brackets that an IPv6 address has in a URL. */
    private static String address(Context context) {
        return context.ip().replace("[", "").replace("]", "");
    }

    private static String queryString(Context context) {
        String query = context.req().getQueryString();
        return query == null ? "" : query;
    }

    private static Exchange exchange(Context context) {
        return context.req().getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange
                ? exchange
                : Exchange.begin();
    }

    private static void router(JavalinConfig config, Problems problems) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Routes write their own JSON; the mapper that the router would look for along the class path is not needed.
        config.jsonMapper(new JsonMapper() {});
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
        // What authorises and what routes must agree on what an address is: letter for letter.
        config.router.ignoreTrailingSlashes = false;
        config.router.caseInsensitiveRoutes = false;
        config.router.treatMultipleSlashesAsSingleSlash = false;
        config.routes.exception(Exception.class, (thrown, context) -> answerProblem(context, thrown, problems));
        // The router has a handler of its own for these, which the one above would not replace.
        config.routes.exception(
                HttpResponseException.class, (thrown, context) -> answerProblem(context, thrown, problems));
        config.router.javaLangErrorHandler((response, error) -> answerError(response, error, problems));
    }

    private static void answerProblem(Context context, Exception thrown, Problems problems) {
        Exchange exchange = exchange(context);
        Problem problem = problems.of(thrown, context.method().name(), exchange);
        Words words = words(context);
        byte[] body = problems.json(problem, words, exchange);
        problem.headers().forEach(context::header);
        context.status(problem.kind().status())
                .header("Content-Language", words.language())
                .contentType(Problems.MEDIA_TYPE)
                .result(body);
        context.res().setContentLength(body.length);
    }

    /** An {@link Error} such as a stack overflow reaches us without its request. */
    private static void answerError(HttpServletResponse response, Error error, Problems problems) {
        String noted = response.getHeader(SecurityHeaders.REQUEST_ID);
        Exchange exchange = noted == null ? Exchange.begin() : Exchange.named(noted);
        Problem problem = problems.of(error, "", exchange);
        response.setStatus(problem.kind().status());
        response.setContentType(Problems.MEDIA_TYPE);
        try {
            response.getOutputStream().write(problems.json(problem, Words.of(""), exchange));
        } catch (IOException e) {
            throw new UncheckedIOException("the client is gone", e);
        }
    }

    private static Words words(Context context) {
        String header = context.req().getHeader("Accept-Language");
        return Words.of(header == null ? "" : header);
    }

    private static void jetty(
            JavalinConfig config, ConsoleSettings settings, Doorman doorman, Observations observations) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS, THREAD_IDLE_MILLIS);
        threads.setName("console");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.insertHandler(doorman);
            server.setErrorHandler(doorman.errors());
            server.setRequestLog(observations);
            // The doorman waits for requests in work; the server's own way of waiting waits for idle connections too.
            server.setStopTimeout(0);
            server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(doorman.errors()));
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ConsoleSettings settings) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(settings.limits().headerBytes());
        // An order's number may hold a slash or a per cent sign, percent-encoded. Everything else that two readers
        // could
        // read differently (dot segments, empty segments, path parameters, bad UTF-8) is refused.
        http.setUriCompliance(
                UriCompliance.from(EnumSet.of(Violation.AMBIGUOUS_PATH_SEPARATOR, Violation.AMBIGUOUS_PATH_ENCODING)));
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        return connector;
    }
}
