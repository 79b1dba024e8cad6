package io.tradepost.domain.account;

import io.tradepost.domain.DomainAdminException;
import java.io.Serial;

/** A request about accounts that was understood and refused; its message is meant for the person who asked. */
public final class AccountException extends DomainAdminException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why it was refused; a REST call answers 422, 409 or 404 from it. */
    public enum Kind {
        INVALID,
        CONFLICT,
        NOT_FOUND
    }

    private final Kind kind;
    private final String reason;

    private AccountException(Kind kind, String message) {
        super(false, message);
        this.kind = kind;
        this.reason = message;
    }

    static AccountException invalid(String message) {
        return new AccountException(Kind.INVALID, message);
    }

    static AccountException conflict(String message) {
        return new AccountException(Kind.CONFLICT, message);
    }

    static AccountException notFound(String message) {
        return new AccountException(Kind.NOT_FOUND, message);
    }

    public Kind kind() {
        return kind;
    }

    /** What to tell the person: the message, never null. */
    public String reason() {
        return reason;
    }
}
