package io.tradepost.archive;

import io.tradepost.archive.access.MailAccess;
import io.tradepost.archive.export.ExportSource;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.TreeHash;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Through which exports see the archive. */
final class ExportWindow implements ExportSource {
    private final Journal journal;
    private final ReadingRoom room;
    private final ProofDesk proofs;
    private final MailAccess access;
    private final Clock clock;

    ExportWindow(Journal journal, ReadingRoom room, ProofDesk proofs, MailAccess access, Clock clock) {
        this.journal = journal;
        this.room = room;
        this.proofs = proofs;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public UUID journal() {
        return journal.id();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void admit(Reader reader, String action, String target) {
        access.admit(reader, action, target);
    }

    @Override
    public Optional<String> withheld(MessageId id, Reader reader, String action) {
        try {
            access.admit(id, reader, action);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of("it is private, and no second officer has approved: " + e.getMessage());
        }
    }

    @Override
    public SearchPage search(SearchRequest request, Reader.Scope scope) {
        return room.search(request, scope);
    }

    @Override
    public Optional<StoredRecord> delivery(MessageId id, Reader.Scope scope) {
        return room.delivery(id, scope).filter(record -> access.mayLeave(id));
    }

    @Override
    public List<StoredRecord> linkRecords(MessageId id) {
        return room.linkRecords(id);
    }

    @Override
    public Optional<StoredRecord> record(long sequence) {
        return journal.read(sequence);
    }

    @Override
    public long nextSequence() {
        return journal.nextSequence();
    }

    @Override
    public List<StoredRecord> byKey(String key) {
        List<StoredRecord> found = new ArrayList<>();
        // The journal stops at the first that is accepted, so none is.
        Optional<StoredRecord> none = journal.find(Digests.fingerprint(key), record -> {
            found.add(record);
            return false;
        });
        none.ifPresent(found::add);
        found.sort(Comparator.comparingLong(StoredRecord::sequence));
        return found;
    }

    @Override
    public SignedCheckpoint checkpoint() {
        return proofs.checkpoint();
    }

    @Override
    public List<VerifierKey> keys() {
        return proofs.keys();
    }

    @Override
    public Optional<byte[]> timeStamp(long size) {
        return proofs.token(size);
    }

    @Override
    public List<TreeHash> path(long sequence, long size) {
        return proofs.path(sequence, size);
    }

    @Override
    public long append(NewRecord record) {
        return journal.append(record).sequence();
    }

    @Override
    public long audit(AuditEvent event) {
        return journal.append(Payloads.audit(event)).sequence();
    }
}
