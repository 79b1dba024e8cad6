package io.tradepost.domain.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code acc_account}. */
@Entity
@Table(name = "acc_account")
class AccountRow {
    @Id
    String address;

    String name;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    Role role;

    String department;
    boolean disabled;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "password_changed_at")
    long passwordChangedAt;

    Account toAccount() {
        return new Account(
                new AccountAddress(address),
                name,
                role,
                department,
                disabled,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(passwordChangedAt));
    }
}
