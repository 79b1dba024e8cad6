package io.tradepost.mailbox.folder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code mb_annotation}. */
@Entity
@IdClass(AnnotationRow.Key.class)
@Table(name = "mb_annotation")
class AnnotationRow {
    @Id
    @Column(name = "mailbox_id")
    private long mailbox;

    @Id
    @Column(name = "annotation_key")
    private String annotationKey;

    private String content;

    /** For Hibernate. */
    protected AnnotationRow() {}

    AnnotationRow(long mailbox, String annotationKey, String content) {
        this.mailbox = mailbox;
        this.annotationKey = annotationKey;
        this.content = content;
    }

    String key() {
        return annotationKey;
    }

    String content() {
        return content;
    }

    record Key(long mailbox, String annotationKey) implements Serializable {}
}
