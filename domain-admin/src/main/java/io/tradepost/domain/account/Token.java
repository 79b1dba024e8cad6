package io.tradepost.domain.account;

import java.time.Instant;
import java.util.Optional;

/** A program's right to call the REST API. The secret itself is known to its bearer alone. */
public final class Token {
    private final String id;
    private final String name;
    private final TokenRole role;
    private final Optional<AccountAddress> account;
    private final Instant createdAt;
    private final long lastUsedMillis;

    static final long NEVER_USED = 0;

    Token(String id, String name, TokenRole role, Optional<String> account, Instant createdAt, long lastUsedMillis) {
        this.id = id;
        this.name = name;
        this.role = role;
        this.account = account.flatMap(AccountAddress::parse);
        this.createdAt = createdAt;
        this.lastUsedMillis = lastUsedMillis;
    }

    /** Twelve characters that name the token in lists and logs; no secret. */
    public String id() {
        return id;
    }

    /** What it is for, as its maker wrote it; unique among living tokens. */
    public String name() {
        return name;
    }

    public TokenRole role() {
        return role;
    }

    /** The person that it acts for; nothing if it is a program's own. */
    public Optional<AccountAddress> account() {
        return account;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last used, true to the minute; nothing if never. */
    public Optional<Instant> lastUsedAt() {
        return lastUsedMillis == NEVER_USED ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastUsedMillis));
    }

    @Override
    public String toString() {
        return "Token[" + id + ", " + name + ", " + role.word() + "]";
    }
}
