package io.tradepost.console.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** What every answer says to a browser that should come across it. No answer allows another origin (no CORS). */
final class SecurityHeaders {
    static final String REQUEST_ID = "X-Request-Id";
    /** Nothing may be loaded, framed or submitted from an answer of ours. */
    static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", NOTHING,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            // Mail must not stay behind in a cache, where it would be read again unrecorded (law L7).
            "Cache-Control", "no-store",
            "Vary", "Accept-Language");

    private SecurityHeaders() {}

    static void put(HttpFields.Mutable headers, Exchange exchange) {
        ALL.forEach(headers::put);
        headers.put(REQUEST_ID, exchange.id());
    }
}
