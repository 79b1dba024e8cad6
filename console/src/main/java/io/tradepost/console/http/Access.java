package io.tradepost.console.http;

import io.javalin.security.RouteRole;
import io.tradepost.domain.account.TokenRole;
import java.util.Locale;

/** Who may call a route. */
public enum Access implements RouteRole {
    /** Anybody, without a token. */
    ANYONE,
    OFFICER,
    PLATFORM,
    ADMIN;

    /** As it stands in the contract's {@code x-roles}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Access of(TokenRole role) {
        return switch (role) {
            case OFFICER -> OFFICER;
            case PLATFORM -> PLATFORM;
            case ADMIN -> ADMIN;
        };
    }
}
