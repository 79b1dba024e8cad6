package io.tradepost.console.http;

import io.tradepost.archive.Reader;

/**
 * On whose behalf a request is made.
 *
 * @param name    of the token; empty for anybody
 * @param role    what the token may do; {@link Access#ANYONE} without one
 * @param address of the client, textual
 */
public record Caller(String name, Access role, String address) {

    static Caller anybody(String address) {
        return new Caller("", Access.ANYONE, address);
    }

    /** Where the request came from, as the archive records it. */
    public String origin() {
        return "rest " + address;
    }

    /**
     * As whom the archive is read.
     *
     * @throws IllegalStateException for a role that reads no mail, which a route's declared access should have kept out
     */
    public Reader reader() {
        Reader.Scope scope = switch (role) {
            case OFFICER -> Reader.Scope.ALL;
            case PLATFORM -> Reader.Scope.LINKED_TO_CUSTOMERS;
            case ADMIN, ANYONE -> throw new IllegalStateException(role + " reads no mail");
        };
        return new Reader(name, role.word(), origin(), scope);
    }
}
