package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far the catalog holds the journal. */
@Entity
@Table(name = "arc_watermark")
class WatermarkRow {
    @Id
    @Column(name = "name", nullable = false, length = 32)
    String name;

    @Column(name = "journal", nullable = false, length = 36)
    String journal;

    @Column(name = "next_record", nullable = false)
    long next;

    /** For Hibernate. */
    protected WatermarkRow() {}

    WatermarkRow(String name, String journal, long next) {
        this.name = Columns.fit(name, 32);
        this.journal = Columns.fit(journal, 36);
        this.next = next;
    }
}
