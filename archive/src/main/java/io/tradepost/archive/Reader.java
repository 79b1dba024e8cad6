package io.tradepost.archive;

import java.util.Optional;

/**
 * On whose behalf the archive is read. Every read is recorded before its answer is given (law L7).
 *
 * @param who    account, token name or operating-system user
 * @param role   {@code officer}, {@code platform}, {@code admin}, {@code operator} (the command line) …
 * @param origin where the question came from: {@code rest 127.0.0.1}, {@code cli} …
 * @param scope  what this reader may see at all
 * @param purpose what for, in the reader's words; empty if it was not said
 */
public record Reader(String who, String role, String origin, Scope scope, String purpose) {
    /** One who says no purpose. */
    public Reader(String who, String role, String origin, Scope scope) {
        this(who, role, origin, scope, "");
    }

    /** The same with a purpose. */
    public Reader withPurpose(String said) {
        return new Reader(who, role, origin, scope, said.strip());
    }

    /** The part of the archive that a reader may see. */
    public enum Scope {
        /** Everything. */
        ALL,
        /** Only messages linked (not merely suggested) to a customer. */
        LINKED_TO_CUSTOMERS
    }

    /** The operator at the command line of the machine itself. */
    public static Reader operator(Optional<String> user) {
        return new Reader(user.orElse("unknown"), "operator", "cli", Scope.ALL);
    }
}
