package io.tradepost.domain.account;

import io.tradepost.domain.DomainAdminException;
import java.io.Serial;

/**
 * The accounts cannot be known or changed just now: the database is away, or too many sign-ins wait. Always temporary:
 * SMTP answers 451 4.3.0, IMAP {@code [UNAVAILABLE]} (RFC 5530), HTTP 503.
 */
public final class AccountsUnavailableException extends DomainAdminException {
    @Serial
    private static final long serialVersionUID = 1L;

    AccountsUnavailableException(String message) {
        super(true, message);
    }

    AccountsUnavailableException(String message, Throwable cause) {
        super(true, message, cause);
    }
}
