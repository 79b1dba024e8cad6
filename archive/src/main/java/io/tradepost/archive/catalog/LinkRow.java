package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One link of a decision. */
@Entity
@Table(name = "arc_link")
@IdClass(LinkRow.Key.class)
class LinkRow {
    /** Which row. */
    record Key(long record, int place) implements Serializable {}

    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Id
    @Column(name = "place", nullable = false)
    int place;

    @Column(name = "message_id", nullable = false, length = 26)
    String messageId;

    @Column(name = "kind", nullable = false, length = 40)
    String kind;

    @Column(name = "link_key", nullable = false, length = 200)
    String key;

    @Column(name = "customer", nullable = false, length = 200)
    String customer;

    @Column(name = "status", nullable = false, length = 12)
    String status;

    @Column(name = "probability", nullable = false)
    double probability;

    @Column(name = "evidence", nullable = false, length = Integer.MAX_VALUE)
    String evidence;

    /** For Hibernate. */
    protected LinkRow() {}

    LinkRow(
            long record,
            int place,
            String messageId,
            String kind,
            String key,
            String customer,
            String status,
            double probability,
            String evidence) {
        this.record = record;
        this.place = place;
        this.messageId = Columns.fit(messageId, 26);
        this.kind = Columns.fit(kind, 40);
        this.key = Columns.fit(key, 200);
        this.customer = Columns.fit(customer, 200);
        this.status = Columns.fit(status, 12);
        this.probability = probability;
        this.evidence = evidence;
    }
}
