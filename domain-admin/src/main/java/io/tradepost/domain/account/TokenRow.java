package io.tradepost.domain.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code acc_token}. */
@Entity
@Table(name = "acc_token")
class TokenRow {
    @Id
    String id;

    String name;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    TokenRole role;

    @Column(name = "secret_sha256")
    String secretSha256;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "last_used_at")
    long lastUsedAt;

    @Nullable
    @Column(name = "revoked_at")
    Long revokedAt;

    @Nullable
    String account;

    Token toToken() {
        return new Token(id, name, role, Optional.ofNullable(account), Instant.ofEpochMilli(createdAt), lastUsedAt);
    }
}
