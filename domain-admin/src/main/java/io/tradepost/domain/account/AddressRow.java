package io.tradepost.domain.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code acc_address}: an address that was given out once, and whether it still is. */
@Entity
@Table(name = "acc_address")
class AddressRow {
    enum Kind {
        ACCOUNT,
        GROUP
    }

    @Id
    String address;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    Kind kind;

    /** The person's name, for a message that says whose address it was. */
    String holder;

    @Column(name = "created_at")
    long createdAt;

    @Nullable
    @Column(name = "retired_at")
    Long retiredAt;
}
