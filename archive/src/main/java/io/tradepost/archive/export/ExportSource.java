package io.tradepost.archive.export;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.TreeHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What this package needs of the archive around it. Nothing here records who asks: the export itself is recorded before
 * the first question.
 */
public interface ExportSource {
    /** Which journal it is. */
    UUID journal();

    /** The time. */
    Instant now();

    /** Refuses who may not take mail out at all, or does not say what for where that is asked; the refusal is recorded. */
    void admit(Reader reader, String action, String target);

    /** Why this reader may not be given this message, which is then recorded; empty if nothing stands against it. */
    Optional<String> withheld(MessageId id, Reader reader, String action);

    /** One page of messages that match, newest first. */
    SearchPage search(SearchRequest request, Reader.Scope scope);

    /** The delivery, if there is one that may be seen; private mail only while a second person has approved. */
    Optional<StoredRecord> delivery(MessageId id, Reader.Scope scope);

    /** All decisions on the links of a message, oldest first. */
    List<StoredRecord> linkRecords(MessageId id);

    /** The record of this sequence; empty if there is none or it is damaged. */
    Optional<StoredRecord> record(long sequence);

    /** The sequence that the next record gets. */
    long nextSequence();

    /** All records with this key, oldest first. */
    List<StoredRecord> byKey(String key);

    /** Signs the head over all records that are durable now. */
    SignedCheckpoint checkpoint();

    /** The keys that heads are signed with, the first one first. */
    List<VerifierKey> keys();

    /** The RFC 3161 token of the checkpoint over so many records, DER, if there is one yet. */
    Optional<byte[]> timeStamp(long size);

    /** The hashes that lead from a record to the head over so many records, lowest first. */
    List<TreeHash> path(long sequence, long size);

    /** Appends a record; durable when this returns its sequence. */
    long append(NewRecord record);

    /** Records what was done; durable when this returns. */
    long audit(AuditEvent event);
}
