package io.tradepost.mailbox.quota;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code mb_quota_limit}. */
@Entity
@Table(name = "mb_quota_limit")
class LimitRow {
    @Id
    private String subject;

    @Column(name = "max_messages")
    private @Nullable Long messages;

    @Column(name = "max_octets")
    private @Nullable Long octets;

    /** For Hibernate. */
    protected LimitRow() {}

    LimitRow(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    Optional<Long> messages() {
        return Optional.ofNullable(messages);
    }

    Optional<Long> octets() {
        return Optional.ofNullable(octets);
    }

    void messages(Optional<Long> limit) {
        messages = limit.orElse(null);
    }

    void octets(Optional<Long> limit) {
        octets = limit.orElse(null);
    }
}
