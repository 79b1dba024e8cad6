package io.tradepost.domain.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code acc_change}. */
@Entity
@Table(name = "acc_change")
class ChangeRow {
    @Id
    int id;

    long version;
}
