package io.tradepost.domain.account;

import java.util.Locale;
import java.util.Optional;

/** What a program that bears a token may do through the REST API. */
public enum TokenRole {
    /** Searches and reads the archive, every look recorded under the token's name. */
    OFFICER,
    /** The trade platform: customers, orders, links, webhooks. */
    PLATFORM,
    /** Accounts, configuration, health. */
    ADMIN;

    /** As it is written on a command line and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role written so, in any case. */
    public static Optional<TokenRole> parse(String text) {
        for (TokenRole role : values()) {
            if (role.name().equalsIgnoreCase(text.strip())) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
