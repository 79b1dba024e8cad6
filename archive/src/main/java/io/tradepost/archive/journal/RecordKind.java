package io.tradepost.archive.journal;

import java.util.Optional;

/** What a record is. The numbers stand on disk for ever; a number that a reader does not know is kept and skipped. */
public enum RecordKind {
    DELIVERY(1),
    LINK(2),
    AUDIT(3),
    /** A legal hold set or released. */
    HOLD(4),
    /** The end of a message by retention. */
    DISPOSITION(5),
    /** A tree head over the records before. */
    CHECKPOINT(6),
    /** An attachment that messages share. */
    PART(7),
    /** A retention schedule made, changed or ended. */
    RETENTION_SCHEDULE(8),
    /** A signing key or the master key made or changed. */
    KEY_EVENT(9),
    /** A purpose, a request that needs a second person, and what was answered. */
    APPROVAL(10),
    /** An account's owner was told that their mail is archived. */
    MONITORING_NOTICE(11),
    /** A case opened, changed or closed. */
    CASE(12),
    /** An export made. */
    EXPORT(13),
    /** A message of a mailbox; stands in the mailboxes' own journal and never in the archive's. */
    MAIL(14);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** The number on disk, 1 to 65535. */
    public int code() {
        return code;
    }

    /** The kind of this number, if it is one that this version knows. */
    public static Optional<RecordKind> of(int code) {
        for (RecordKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
