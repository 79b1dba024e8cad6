package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;

/** A record whose content was read and hashed, ready for the writing thread. */
record PreparedRecord(NewRecord record, PreparedContent content) {
    /** Reads the content; a temporary failure if that can't be done, a permanent one if it is too large. */
    static PreparedRecord of(NewRecord record) {
        PreparedContent content;
        try {
            content = PreparedContent.of(record.content());
        } catch (IOException e) {
            throw ArchiveException.temporary("the message could not be read: " + e.getMessage(), e);
        }
        if (record.meta().length > RecordHeader.MAX_META || content.length() > RecordHeader.MAX_CONTENT) {
            throw ArchiveException.permanent("too large for one record: " + record.meta().length
                    + " bytes of metadata, " + content.length() + " bytes of content");
        }
        return new PreparedRecord(record, content);
    }

    /** Bytes of the whole record on disk. */
    long totalLength() {
        return RecordFormat.NEWEST.headerLength() + record.meta().length + content.length();
    }

    /** Bytes of the content as it was received. */
    long receivedLength() {
        return switch (record.form()) {
            case NewRecord.AsReceived same -> content.length();
            case NewRecord.Encoded other -> other.length();
        };
    }

    /** SHA-256 of the content as it was received. */
    byte[] receivedSha256() {
        return switch (record.form()) {
            case NewRecord.AsReceived same -> content.sha256();
            case NewRecord.Encoded other -> other.sha256();
        };
    }
}
