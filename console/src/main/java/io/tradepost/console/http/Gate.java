package io.tradepost.console.http;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.audit.BoundedAudit;
import io.tradepost.console.Limits;
import io.tradepost.domain.account.Token;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides who may call what. Everything is refused that a route doesn't allow by name.
 *
 * <p>Guessing a token of 256 random bits is hopeless; the limit on failed sign-ins keeps guessers from costing database
 * and disk. A token that has been good before is still checked when its address has failed too often, so that one broken
 * script behind a shared address doesn't lock out its neighbours.
 */
public final class Gate {
    private static final Pattern BEARER =
            Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,256}=*)"); // RFC 6750 section 2.1
    private static final String CHALLENGE = "Bearer realm=\"tradepost\"";
    private static final double SECONDS_PER_MINUTE = 60;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int LONGEST_PATH_RECORDED = 200;

    private final Function<String, Optional<Token>> tokens;
    private final Persons persons;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Buckets failures;
    private final Buckets requests;
    private final KnownTokens known = new KnownTokens();
    private final BoundedAudit failedSignIns;
    private final BoundedAudit refusedCalls;

    /** Tells whom a token acts for. */
    @FunctionalInterface
    public interface Persons {
        /** Account of a person who is an officer now and may sign in; nothing for a program's own token. */
        Optional<String> of(Token token);
    }

    /**
     * With everybody still having all their tries.
     *
     * @param tokens gives the living token that a secret belongs to
     * @param persons gives the officer that a token acts for
     * @param audit  records an event durably
     * @param nanos  a clock that never jumps, such as {@link System#nanoTime}
     */
    public Gate(
            Function<String, Optional<Token>> tokens,
            Persons persons,
            Consumer<AuditEvent> audit,
            Clock clock,
            LongSupplier nanos,
            Limits limits) {
        this.tokens = tokens;
        this.persons = persons;
        this.clock = clock;
        this.nanos = nanos;
        this.failures = new Buckets(limits.failuresPerMinute(), limits.failuresPerMinute() / SECONDS_PER_MINUTE);
        this.requests = new Buckets(limits.requestBurst(), limits.requestsPerSecond());
        this.failedSignIns = new BoundedAudit(audit, limits.refusalsRecorded(), nanos);
        this.refusedCalls = new BoundedAudit(audit, limits.refusalsRecorded(), nanos);
    }

    /**
     * Lets a caller in.
     *
     * @param authorization every {@code Authorization} header of the request
     * @param address       of the client
     * @param path          that was asked for, as it stood in the request; recorded with a refusal
     * @throws ProblemException 401, 403 or 429
     */
    Caller admit(Route route, List<String> authorization, String address, String path) {
        if (route.isPublic()) {
            return Caller.anybody(address);
        }
        if (authorization.isEmpty()) {
            throw unauthenticated("token.missing", "");
        }
        Token token = authenticate(authorization, route, address, path);
        Caller caller = new Caller(token.name(), Access.of(token.role()), address, persons.of(token));
        if (!route.access().contains(caller.role())) {
            refusedCalls.record(event("call", route, path, caller, "role"));
            throw forbidden(route, caller);
        }
        TokenBucket bucket = requests.of(token.id(), nanos.getAsLong());
        if (!bucket.take(nanos.getAsLong())) {
            int wait = bucket.secondsToWait(nanos.getAsLong());
            throw tooMany(wait, Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "rate.token", wait));
        }
        return caller;
    }

    private Token authenticate(List<String> authorization, Route route, String address, String path) {
        var form = BEARER.matcher(authorization.getFirst().strip());
        boolean wellFormed = authorization.size() == 1 && form.matches();
        String secret = wellFormed ? form.group(1) : "";
        TokenBucket tries = failures.of(network(address), nanos.getAsLong());
        if (!tries.holdsOne(nanos.getAsLong()) && !known.contains(secret)) {
            failedSignIns.leaveOut();
            int wait = tries.secondsToWait(nanos.getAsLong());
            throw tooMany(wait, Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "rate.address", address, wait));
        }
        Optional<Token> token = wellFormed ? tokens.apply(secret) : Optional.empty();
        if (token.isEmpty()) {
            known.forget(secret);
            tries.take(nanos.getAsLong());
            String reason = wellFormed ? "unknown or revoked" : "malformed";
            failedSignIns.record(event("sign-in", route, path, Caller.anybody(address), reason));
            throw wellFormed
                    ? unauthenticated("token.refused", ", error=\"invalid_token\"")
                    : unauthenticated("token.malformed", ", error=\"invalid_request\"");
        }
        known.remember(secret);
        return token.get();
    }

    private AuditEvent event(String action, Route route, String path, Caller caller, String reason) {
        String shown = path.substring(0, Math.min(path.length(), LONGEST_PATH_RECORDED));
        return new AuditEvent(
                clock.instant(),
                caller.name(),
                caller.role() == Access.ANYONE ? "" : caller.role().word(),
                caller.origin(),
                action,
                route.name(),
                "refused",
                Map.of("reason", reason, "path", shown));
    }

    private static ProblemException unauthenticated(String sentence, String error) {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, sentence)
                .withHeader("WWW-Authenticate", CHALLENGE + error)
                .asException();
    }

    private static ProblemException forbidden(Route route, Caller caller) {
        String allowed = route.access().stream().map(Access::word).sorted().collect(Collectors.joining(", "));
        Problem problem = caller.role() == Access.ADMIN
                ? Problem.of(Problem.Kind.FORBIDDEN, "forbidden.mail")
                : Problem.of(
                        Problem.Kind.FORBIDDEN, "forbidden.role", caller.role().word(), allowed);
        return problem.withHeader("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\"")
                .asException();
    }

    private static ProblemException tooMany(int wait, Problem problem) {
        return problem.withHeader("Retry-After", Integer.toString(wait)).asException();
    }

    /** What failed sign-ins are counted by: an IPv4 address, or the /64 of an IPv6 one, all of which one host may use. */
    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            if (parsed instanceof Inet6Address) {
                return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES));
            }
            return parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
