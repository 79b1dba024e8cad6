package io.tradepost.console.http;

import io.tradepost.console.http.Problem.Kind;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before the router: notes the exchange, puts the headers that every answer has, and turns away what the router
 * must not see. That is above all a method it has made up names for: the router keeps handlers that run before a route
 * under the method {@code BEFORE}, and remembers every new method for ever.
 */
final class Doorman extends Handler.Wrapper {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final Problems problems;
    private final int contentBytes;

    /**
     * @param contentBytes a request may carry at most
     */
    Doorman(Problems problems, int contentBytes) {
        this.problems = problems;
        this.contentBytes = contentBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = Exchange.of(request);
        SecurityHeaders.put(response.getHeaders(), exchange);
        if (!METHODS.contains(request.getMethod())) {
            refuse(
                    request,
                    response,
                    callback,
                    Problem.of(Kind.NOT_IMPLEMENTED, "method.unknown", request.getMethod()));
            return true;
        }
        if (request.getLength() > contentBytes) {
            // The rest of it is not read, so the connection can't be used again.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            refuse(request, response, callback, Problem.of(Kind.CONTENT_TOO_LARGE, "content.too-large", contentBytes));
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** For requests that the server could not even read, and whatever escapes the router. */
    ErrorHandler errors() {
        return new ErrorHandler() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Exchange exchange = Exchange.of(request);
                SecurityHeaders.put(response.getHeaders(), exchange);
                Problem problem =
                        request.getAttribute(ERROR_EXCEPTION) instanceof Throwable thrown && response.getStatus() >= 500
                                ? problems.of(thrown, request.getMethod(), exchange)
                                : unread(response.getStatus());
                refuse(request, response, callback, problem);
                return true;
            }
        };
    }

    private static Problem unread(int status) {
        return switch (status) {
            case 408 -> Problem.of(Kind.REQUEST_TIMEOUT, "request.slow");
            case 414 -> Problem.of(Kind.URI_TOO_LONG, "uri.too-long");
            case 431 -> Problem.of(Kind.HEADERS_TOO_LARGE, "headers.too-large");
            case 404 -> Problem.of(Kind.NOT_FOUND, "route.unknown");
            default -> Problem.of(Kind.BAD_REQUEST, "request.malformed");
        };
    }

    private void refuse(Request request, Response response, Callback callback, Problem problem) {
        Words words = Words.of(acceptLanguage(request));
        byte[] body = problems.json(problem, words, Exchange.of(request));
        response.setStatus(problem.kind().status());
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, words.language());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String acceptLanguage(Request request) {
        String header = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        return header == null ? "" : header;
    }
}
