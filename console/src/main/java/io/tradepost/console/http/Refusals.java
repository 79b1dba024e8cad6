package io.tradepost.console.http;

import io.tradepost.archive.RefusedException;
import io.tradepost.console.http.Problem.Kind;

/** What a client is told of a wish that the archive refused. */
final class Refusals {
    private Refusals() {}

    static Problem problem(RefusedException e) {
        Kind kind = switch (e.reason()) {
            case UNKNOWN -> Kind.NOT_FOUND;
            case NAME_TAKEN, ALREADY_ANSWERED, NOT_OPEN, RELEASED, RUN_STATE, NOTHING_DUE, DISPOSED -> Kind.CONFLICT;
            case SAME_PERSON, NOT_THE_MAKER, PURPOSE, PRIVATE -> Kind.FORBIDDEN;
            case NAME_FORM, MISSING, TERM_FORM, PERSON_FORM, LOWERED, SELF_REFERENCE -> Kind.REFUSED;
        };
        return Problem.of(
                        kind,
                        "refused." + e.reason().word(),
                        e.arguments().stream().map(String::valueOf).toArray())
                .with("reason", e.reason().word());
    }
}
