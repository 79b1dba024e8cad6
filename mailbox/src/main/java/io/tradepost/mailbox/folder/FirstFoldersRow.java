package io.tradepost.mailbox.folder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code mb_first_folders}. */
@Entity
@Table(name = "mb_first_folders")
class FirstFoldersRow {
    @Id
    @Column(name = "user_name")
    private String owner;

    @Column(name = "given_millis")
    private long givenMillis;

    /** For Hibernate. */
    protected FirstFoldersRow() {}

    FirstFoldersRow(String owner, Instant given) {
        this.owner = owner;
        this.givenMillis = given.toEpochMilli();
    }
}
