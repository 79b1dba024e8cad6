package io.tradepost.console.http;

import io.tradepost.archive.Reader;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Person;
import java.util.Optional;

/**
 * On whose behalf a request is made.
 *
 * @param name    of the token; empty for anybody
 * @param role    what the token may do; {@link Access#ANYONE} without one
 * @param address of the client, textual
 * @param purpose what for, as the request says; empty if it does not
 * @param person  account of the officer that the token acts for
 * @param receipt told of each record that says what was read
 */
public record Caller(
        String name, Access role, String address, Optional<String> person, String purpose, Reader.Receipt receipt) {
    /** One who says no purpose. */
    public Caller(String name, Access role, String address, Optional<String> person) {
        this(name, role, address, person, "", Reader.Receipt.NONE);
    }

    Caller withPurpose(String said) {
        return new Caller(name, role, address, person, said, receipt);
    }

    Caller withReceipt(Reader.Receipt other) {
        return new Caller(name, role, address, person, purpose, other);
    }

    static Caller anybody(String address) {
        return new Caller("", Access.ANYONE, address, Optional.empty());
    }

    /**
     * The person who acts, for what takes one.
     *
     * @throws ProblemException if the token is no person's
     */
    public Actor actor() {
        return person.map(account -> new Actor(new Person(account), role.word(), origin()))
                .orElseThrow(() ->
                        Problem.of(Problem.Kind.FORBIDDEN, "forbidden.person").asException());
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
        return new Reader(person.orElse(name), role.word(), origin(), scope, purpose, receipt);
    }
}
