package io.tradepost.domain.account;

/** What came of a name and a password. */
public sealed interface SignIn {
    /** The password was right and the account may sign in. */
    record Accepted(Account account) implements SignIn {}

    /** Not let in. The reason is for the log: said to the client, it would tell which addresses exist. */
    record Refused(Reason reason) implements SignIn {}

    enum Reason {
        UNKNOWN_ACCOUNT,
        WRONG_PASSWORD,
        /** The password was right, but an admin has disabled the account. */
        DISABLED
    }

    default boolean accepted() {
        return this instanceof Accepted;
    }
}
