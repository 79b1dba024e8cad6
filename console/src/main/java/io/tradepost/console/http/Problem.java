package io.tradepost.console.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error as a client is told it (RFC 9457).
 *
 * @param kind      its type, title and status
 * @param sentence  key of the detail's sentence in the bundles
 * @param arguments for that sentence
 * @param members   extension members (RFC 9457 section 3.2)
 * @param headers   further response headers
 */
public record Problem(
        Kind kind, String sentence, List<Object> arguments, Map<String, Object> members, Map<String, String> headers) {

    /** Types of problem, each with a title {@code title.…} in every language. */
    public enum Kind {
        BAD_REQUEST(400),
        INVALID_PARAMETER(400),
        INVALID_QUERY(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        REQUEST_TIMEOUT(408),
        CONFLICT(409),
        CONTENT_TOO_LARGE(413),
        URI_TOO_LONG(414),
        UNSUPPORTED_MEDIA_TYPE(415),
        REFUSED(422),
        TOO_MANY_REQUESTS(429),
        HEADERS_TOO_LARGE(431),
        INTERNAL(500),
        NOT_IMPLEMENTED(501),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** The value of {@code type}. */
        public String type() {
            return "urn:tradepost:problem:" + slug();
        }

        /** As it stands in the bundles. */
        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Problem {
        arguments = List.copyOf(arguments);
        // Not Map.copyOf, which would shuffle them: a person reads these.
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** With its detail's sentence. */
    public static Problem of(Kind kind, String sentence, Object... arguments) {
        return new Problem(kind, sentence, List.of(arguments), Map.of(), Map.of());
    }

    /** With one more extension member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(kind, sentence, arguments, more, headers);
    }

    /** With one more response header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, sentence, arguments, members, more);
    }

    /** To be thrown. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
