package io.tradepost.mailbox.folder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code mb_subscription}. */
@Entity
@IdClass(SubscriptionRow.Key.class)
@Table(name = "mb_subscription")
class SubscriptionRow {
    @Id
    @Column(name = "user_name")
    private String owner;

    @Id
    private String mailbox;

    /** For Hibernate. */
    protected SubscriptionRow() {}

    SubscriptionRow(String owner, String mailbox) {
        this.owner = owner;
        this.mailbox = mailbox;
    }

    String mailbox() {
        return mailbox;
    }

    record Key(String owner, String mailbox) implements Serializable {}
}
