package io.tradepost.console.http;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that can be asked, or done. What answers GET answers HEAD too, as HTTP asks (RFC 9110 section 9.3.2).
 *
 * @param name   {@code operationId} in the contract for {@link Kind#CONTRACTED}; names the route in logs and metrics
 * @param path   with its parameters in braces
 * @param kind   whether the contract describes it
 * @param access who may call it; never empty
 * @param method {@code GET}, or {@code POST} for what changes something, with its wishes in a JSON object
 * @param work   answers a call that was let in
 */
public record Route(String name, String path, Kind kind, Set<Access> access, Method method, Work work) {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]*");

    /** How it is called. */
    public enum Method {
        GET,
        POST
    }

    /** Whether the contract speaks for a route. */
    public enum Kind {
        /** Its parameters are checked against the contract. */
        CONTRACTED,
        /** A page for people, which the contract doesn't describe. */
        PAGE
    }

    /** Answers a call. */
    @FunctionalInterface
    public interface Work {
        /**
         * Writes the answer into the call's context.
         *
         * @throws java.io.IOException if the answer can't be read or sent
         */
        void answer(Call call) throws java.io.IOException;
    }

    /** One that is asked. */
    public Route(String name, String path, Kind kind, Set<Access> access, Work work) {
        this(name, path, kind, access, Method.GET, work);
    }

    public Route {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a route's name is a word like searchMessages, not '" + name + "'");
        }
        if (access.isEmpty()) {
            throw new IllegalArgumentException("route " + name + " doesn't say who may call it");
        }
        if (access.contains(Access.ANYONE) && access.size() > 1) {
            throw new IllegalArgumentException("route " + name + " is for anyone and for somebody");
        }
        access = Set.copyOf(access);
    }

    /** Whether it is answered without a token. */
    public boolean isPublic() {
        return access.contains(Access.ANYONE);
    }
}
