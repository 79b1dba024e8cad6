package io.tradepost.archive.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something somebody did. */
@Entity
@Table(name = "arc_audit")
class AuditRow {
    @Id
    @Column(name = "record", nullable = false)
    long record;

    @Column(name = "at_millis", nullable = false)
    long atMillis;

    @Column(name = "who", nullable = false, length = 320)
    String who;

    @Column(name = "role", nullable = false, length = 40)
    String role;

    @Column(name = "origin", nullable = false, length = 200)
    String origin;

    @Column(name = "action", nullable = false, length = 60)
    String action;

    @Column(name = "target", nullable = false, length = 500)
    String target;

    @Column(name = "outcome", nullable = false, length = 40)
    String outcome;

    @Column(name = "details", nullable = false, length = Integer.MAX_VALUE)
    String details;

    /** For Hibernate. */
    protected AuditRow() {}

    AuditRow(
            long record,
            long atMillis,
            String who,
            String role,
            String origin,
            String action,
            String target,
            String outcome,
            String details) {
        this.record = record;
        this.atMillis = atMillis;
        this.who = Columns.fit(who, 320);
        this.role = Columns.fit(role, 40);
        this.origin = Columns.fit(origin, 200);
        this.action = Columns.fit(action, 60);
        this.target = Columns.fit(target, 500);
        this.outcome = Columns.fit(outcome, 40);
        this.details = details;
    }
}
