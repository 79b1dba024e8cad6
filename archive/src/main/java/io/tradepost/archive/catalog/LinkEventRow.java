package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A decision on the links of a message. */
@Entity
@Table(name = "arc_link_event")
class LinkEventRow {
    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Column(name = "message_id", nullable = false, length = 26)
    String messageId;

    @Column(name = "at_millis", nullable = false)
    long atMillis;

    @Column(name = "decided_by", nullable = false, length = 320)
    String decidedBy;

    @Column(name = "basis", nullable = false, length = 1000)
    String basis;

    /** For Hibernate. */
    protected LinkEventRow() {}

    LinkEventRow(long record, String messageId, long atMillis, String decidedBy, String basis) {
        this.record = record;
        this.messageId = Columns.fit(messageId, 26);
        this.atMillis = atMillis;
        this.decidedBy = Columns.fit(decidedBy, 320);
        this.basis = Columns.fit(basis, 1000);
    }
}
