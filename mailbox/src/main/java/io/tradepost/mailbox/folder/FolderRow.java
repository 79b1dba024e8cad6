package io.tradepost.mailbox.folder;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import org.apache.james.mailbox.exception.UnsupportedRightException;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;

/** A row of {@code mb_mailbox}, with those of {@code mb_acl}. */
@Entity
@Table(name = "mb_mailbox")
class FolderRow {
    @Id
    private long id;

    @Column(name = "user_name")
    private String owner;

    private String namespace;

    private String name;

    @Column(name = "uid_validity")
    private long uidValidity;

    /** Rights by who has them, both in the letters of RFC 4314. */
    @ElementCollection
    @CollectionTable(name = "mb_acl", joinColumns = @JoinColumn(name = "mailbox_id"))
    @MapKeyColumn(name = "entry_key")
    @Column(name = "rights")
    private Map<String, String> acl = new HashMap<>();

    /** For Hibernate. */
    protected FolderRow() {}

    FolderRow(long id, MailboxPath path, UidValidity uidValidity) {
        this.id = id;
        this.uidValidity = uidValidity.asLong();
        move(path);
    }

    long id() {
        return id;
    }

    final void move(MailboxPath path) {
        this.owner = FolderPaths.user(path);
        this.namespace = path.getNamespace();
        this.name = path.getName();
    }

    MailboxPath path() {
        return FolderPaths.path(namespace, owner, name);
    }

    UidValidity uidValidity() {
        return UidValidity.of(uidValidity);
    }

    MailboxACL acl() throws UnsupportedRightException {
        Map<MailboxACL.EntryKey, MailboxACL.Rfc4314Rights> entries = new HashMap<>();
        for (Map.Entry<String, String> entry : acl.entrySet()) {
            entries.put(
                    MailboxACL.EntryKey.deserialize(entry.getKey()),
                    MailboxACL.Rfc4314Rights.deserialize(entry.getValue()));
        }
        return new MailboxACL(entries);
    }

    void acl(MailboxACL newAcl) {
        acl.clear();
        newAcl.getEntries().forEach((key, rights) -> acl.put(key.serialize(), rights.serialize()));
    }
}
