package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A record that the database would not take. */
@Entity
@Table(name = "arc_skipped")
class SkippedRow {
    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Column(name = "reason", nullable = false, length = 1000)
    String reason;

    /** For Hibernate. */
    protected SkippedRow() {}

    SkippedRow(long record, String reason) {
        this.record = record;
        this.reason = Columns.fit(reason, 1000);
    }
}
