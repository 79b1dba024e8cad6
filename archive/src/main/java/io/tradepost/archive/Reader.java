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
 * @param receipt told of each record that says what this reader did
 */
public record Reader(String who, String role, String origin, Scope scope, String purpose, Receipt receipt) {
    /** One who wants no receipts. */
    public Reader(String who, String role, String origin, Scope scope, String purpose) {
        this(who, role, origin, scope, purpose, Receipt.NONE);
    }

    /** One who says no purpose. */
    public Reader(String who, String role, String origin, Scope scope) {
        this(who, role, origin, scope, "");
    }

    /** The same with a purpose. */
    public Reader withPurpose(String said) {
        return new Reader(who, role, origin, scope, said.strip(), receipt);
    }

    /** The same, with each record told to somebody else. */
    public Reader withReceipt(Receipt other) {
        return new Reader(who, role, origin, scope, purpose, other);
    }

    /** Takes the numbers of records: whoever has one can ask for the record, and one that is missing is missed (law L7). */
    @FunctionalInterface
    public interface Receipt {
        /** Nobody keeps them. */
        Receipt NONE = sequence -> {};

        /** A record is durable, and what it allows has not been shown yet. */
        void recorded(long sequence);
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
