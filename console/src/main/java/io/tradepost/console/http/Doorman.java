package io.tradepost.console.http;

import io.tradepost.console.http.Problem.Kind;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpException;
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
    private static final long POLL_MILLIS = 2;

    private final Problems problems;
    private final int contentBytes;
    private final AtomicInteger inWork = new AtomicInteger();
    private volatile boolean closing;

    /**
     * Lets everybody in until {@link #closeUp}.
     *
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
        inWork.incrementAndGet();
        Request.addCompletionListener(request, failure -> inWork.decrementAndGet());
        if (closing) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Problem problem = Problem.of(Kind.UNAVAILABLE, "server.stopping").withHeader("Retry-After", "5");
            refuse(request, response, callback, problem);
            return true;
        }
        if (!METHODS.contains(request.getMethod())) {
            Problem problem = Problem.of(Kind.NOT_IMPLEMENTED, "method.unknown", request.getMethod());
            refuse(request, response, callback, problem);
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

    /**
     * Lets nobody in any more and waits for the requests in work.
     *
     * @param graceMillis to wait at most
     */
    void closeUp(long graceMillis) {
        closing = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
        while (inWork.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    /** For requests that the server could not even read, and whatever escapes the router. */
    ErrorHandler errors() {
        return new ErrorHandler() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Exchange exchange = Exchange.of(request);
                SecurityHeaders.put(response.getHeaders(), exchange);
                Object thrown = request.getAttribute(ERROR_EXCEPTION);
                int status = response.getStatus();
                // An HttpException says what was wrong with the request; anything else that got here is our fault.
                boolean ours = status >= 500 && !(thrown instanceof HttpException);
                Problem problem = ours && thrown instanceof Throwable failure
                        ? problems.of(failure, request.getMethod(), exchange)
                        : unread(status);
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
