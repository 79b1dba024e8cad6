package io.tradepost.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.RefusedException;
import io.tradepost.console.contract.Violation;
import io.tradepost.console.contract.ViolationException;
import io.tradepost.console.http.Problem.Kind;
import io.tradepost.domain.DomainAdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into what the client is told, and writes it (RFC 9457). */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 5;

    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * What a client is told of a failure. One that is our fault is logged here, under the request's id, and its text goes
     * nowhere else.
     */
    Problem of(Throwable thrown, String method, Exchange exchange) {
        if (thrown instanceof ProblemException e) {
            return e.problem();
        }
        if (thrown instanceof ViolationException e) {
            return violation(e.violation());
        }
        if (thrown instanceof QueryException e) {
            return query(e);
        }
        if (thrown instanceof RefusedException e) {
            return Refusals.problem(e);
        }
        if (thrown instanceof ArchiveException e && e.isTemporary()) {
            return unavailable("archive.unavailable", e, exchange);
        }
        if (thrown instanceof DomainAdminException e && e.isTemporary()) {
            return unavailable("accounts.unavailable", e, exchange);
        }
        if (thrown instanceof NotFoundResponse) {
            return Problem.of(Kind.NOT_FOUND, "route.unknown");
        }
        if (thrown instanceof MethodNotAllowedResponse e) {
            return methodNotAllowed(method, e);
        }
        return internal(thrown, exchange);
    }

    /** The problem's JSON in UTF-8. */
    byte[] json(Problem problem, Words words, Exchange exchange) {
        ObjectNode node = mapper.createObjectNode();
        node.put("type", problem.kind().type());
        node.put("title", words.say("title." + problem.kind().slug(), List.of()));
        node.put("status", problem.kind().status());
        node.put("detail", words.say(problem.sentence(), problem.arguments()));
        node.put("instance", "urn:tradepost:request:" + exchange.id());
        problem.members().forEach((name, value) -> node.set(name, mapper.valueToTree(value)));
        try {
            return mapper.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is always writable", e);
        }
    }

    private static Problem violation(Violation violation) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(violation.parameter());
        arguments.addAll(violation.arguments());
        String sentence = "rule." + violation.rule().name().toLowerCase(Locale.ROOT);
        return Problem.of(Kind.INVALID_PARAMETER, sentence, arguments.toArray())
                .with("parameter", violation.parameter());
    }

    private static Problem query(QueryException e) {
        String reason = Objects.requireNonNullElse(e.getMessage(), "");
        return Problem.of(Kind.INVALID_QUERY, "query.invalid", e.position() + 1, reason)
                .with("position", e.position())
                .with("pointer", e.pointer());
    }

    private static Problem methodNotAllowed(String method, MethodNotAllowedResponse e) {
        String allowed = String.join(", ", e.getDetails().values());
        return Problem.of(Kind.METHOD_NOT_ALLOWED, "method.not-allowed", method, allowed)
                .withHeader("Allow", allowed);
    }

    private static Problem unavailable(String sentence, Exception e, Exchange exchange) {
        LOG.atWarn().addKeyValue("request", exchange.id()).setCause(e).log("answered 503");
        return Problem.of(Kind.UNAVAILABLE, sentence, RETRY_SECONDS)
                .withHeader("Retry-After", Integer.toString(RETRY_SECONDS));
    }

    private static Problem internal(Throwable thrown, Exchange exchange) {
        LOG.atError()
                .addKeyValue("request", exchange.id())
                .addKeyValue("route", exchange.route())
                .setCause(thrown)
                .log("answered 500");
        return Problem.of(Kind.INTERNAL, "internal.error", exchange.id()).with("errorId", exchange.id());
    }
}
