package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An archived delivery. */
@Entity
@Table(name = "arc_message")
class MessageRow {
    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Column(name = "id", nullable = false, length = 26)
    String id;

    @Column(name = "received_millis", nullable = false)
    long receivedMillis;

    @Column(name = "direction", nullable = false, length = 10)
    String direction;

    @Column(name = "subject", nullable = false, length = 500)
    String subject;

    @Column(name = "size_bytes", nullable = false)
    long size;

    @Column(name = "sha256", nullable = false, length = 64)
    String sha256;

    @Column(name = "link_record", nullable = false)
    long linkRecord;

    @Column(name = "facts", nullable = false, length = Integer.MAX_VALUE)
    String facts;

    /** For Hibernate. */
    protected MessageRow() {}

    MessageRow(
            long record,
            String id,
            long receivedMillis,
            String direction,
            String subject,
            long size,
            String sha256,
            long linkRecord,
            String facts) {
        this.record = record;
        this.id = Columns.fit(id, 26);
        this.receivedMillis = receivedMillis;
        this.direction = Columns.fit(direction, 10);
        this.subject = Columns.fit(subject, 500);
        this.size = size;
        this.sha256 = Columns.fit(sha256, 64);
        this.linkRecord = linkRecord;
        this.facts = facts;
    }
}
