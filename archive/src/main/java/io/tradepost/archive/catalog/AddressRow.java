package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An address of a message, in one of its roles. */
@Entity
@Table(name = "arc_address")
@IdClass(AddressRow.Key.class)
class AddressRow {
    /** Which row. */
    record Key(long record, int place) implements Serializable {}

    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Id
    @Column(name = "place", nullable = false)
    int place;

    @Column(name = "role", nullable = false, length = 16)
    String role;

    @Column(name = "address", nullable = false, length = 320)
    String address;

    /** For Hibernate. */
    protected AddressRow() {}

    AddressRow(long record, int place, String role, String address) {
        this.record = record;
        this.place = place;
        this.role = Columns.fit(role, 16);
        this.address = Columns.fit(address, 320);
    }
}
