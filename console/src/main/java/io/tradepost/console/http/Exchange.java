package io.tradepost.console.http;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Request;

/** What is noted of one request while it is answered, for its log line, its measurement and its problem. */
final class Exchange {
    static final String ATTRIBUTE = "io.tradepost.console.exchange";
    static final String NO_ROUTE = "none";
    private static final int ID_DIGITS = 12;
    private static final int BASE = 32;

    private final String id;
    private volatile String route = NO_ROUTE;
    private volatile String caller = "";

    private Exchange(String id) {
        this.id = id;
    }

    /** The exchange of this request, begun now if nothing noted it before. */
    static Exchange of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange begun) {
            return begun;
        }
        Exchange exchange = begin();
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    static Exchange begin() {
        return named(newId());
    }

    /** One whose id is known, where the request itself is out of reach. */
    static Exchange named(String id) {
        return new Exchange(id);
    }

    /** Sixty random bits; ours, since a client's own could be repeated or forged into the log. */
    private static String newId() {
        String digits = Long.toString(ThreadLocalRandom.current().nextLong() >>> 4, BASE);
        return "0".repeat(ID_DIGITS - digits.length()) + digits.toUpperCase(Locale.ROOT);
    }

    String id() {
        return id;
    }

    /** Name of the route that was found; {@link #NO_ROUTE} if none was. */
    String route() {
        return route;
    }

    /** Name of the token; empty without one. */
    String caller() {
        return caller;
    }

    void found(Route found) {
        route = found.name();
    }

    void admitted(Caller admitted) {
        caller = admitted.name();
    }
}
