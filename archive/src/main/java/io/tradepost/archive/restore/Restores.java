package io.tradepost.archive.restore;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Content;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.export.ExportSource;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts archived mail into mailboxes, and takes it out again. */
public final class Restores {
    private static final String REGISTER = "restores";
    private static final int PAGE = 500;
    private static final int MOST_NAMED = 1000;

    private final ExportSource source;

    /** Over this archive. */
    public Restores(ExportSource source) {
        this.source = source;
    }

    /**
     * Puts messages into a folder: byte for byte, with the time at which they were received. What the folder holds already,
     * byte for byte, is left alone.
     *
     * @param what a query; or the id of one message, as {@code id:} in a query
     */
    public RestoreReport run(
            String what, MailboxDoor.Place place, Reader reader, MailboxDoor door, Consumer<Progress> progress) {
        source.admit(reader, "restore", place.mailbox());
        RestoreId id = RestoreId.next(source.now());
        Map<String, String> facts = new TreeMap<>();
        facts.put("restore", id.value());
        facts.put("folder", place.name());
        facts.put("query", what);
        facts.put("purpose", reader.purpose());
        record(REGISTER, reader, "restore", place.mailbox(), "begun", facts);
        List<MessageId> selected = find(what, reader);
        FolderBytes folder = new FolderBytes(door.open(place, true).orElseThrow());
        List<String> failed = new ArrayList<>();
        long added = 0;
        long already = 0;
        long done = 0;
        for (MessageId message : selected) {
            try {
                Optional<StoredRecord> record = source.delivery(message, reader.scope());
                Optional<String> withheld = source.withheld(message, reader, "restore");
                if (withheld.isPresent()) {
                    fail(failed, message, withheld.get());
                } else if (record.isEmpty()) {
                    fail(failed, message, "not in the archive any more");
                } else if (folder.holds(
                        record.get().contentSha256(), record.get().header().contentLength())) {
                    already++;
                } else {
                    add(id, message, record.get(), place, reader, folder);
                    added++;
                }
            } catch (IOException e) {
                fail(failed, message, String.valueOf(e.getMessage()));
            } catch (ArchiveException e) {
                if (e.isTemporary()) {
                    throw e;
                }
                fail(failed, message, String.valueOf(e.getMessage()));
            }
            progress.accept(new Progress("restore", ++done, selected.size()));
        }
        facts.put("added", Long.toString(added));
        record("", reader, "restore", place.mailbox(), "done", facts);
        return new RestoreReport(id, selected.size(), added, already, failed);
    }

    private void add(
            RestoreId id,
            MessageId message,
            StoredRecord record,
            MailboxDoor.Place place,
            Reader reader,
            FolderBytes folder)
            throws IOException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("restore", id.value());
        facts.put("mailbox", place.mailbox());
        facts.put("folder", place.name());
        facts.put("purpose", reader.purpose());
        record("", reader, "restore-message", message.value(), "begun", facts);
        // Read to its end first: a damaged message must not end half in a mailbox.
        FolderBytes.sha256(record.content());
        long uid = folder.add(
                record.contentSha256(),
                record.content(),
                Payloads.delivery(record).delivery().receivedAt());
        facts.put("uid", Long.toString(uid));
        facts.put("validity", Long.toString(folder.validity()));
        facts.put("sha256", record.contentSha256());
        record(key(id), reader, "restore-message", message.value(), "done", facts);
    }

    /** Every restore, oldest first. */
    public List<RestoreRecord> list() {
        return source.byKey(REGISTER).stream()
                .filter(record -> record.kind().equals(Optional.of(RecordKind.AUDIT)))
                .map(Payloads::audit)
                .map(event -> {
                    RestoreId id = new RestoreId(event.details().getOrDefault("restore", ""));
                    return new RestoreRecord(
                            id,
                            event.at(),
                            event.who(),
                            new MailboxDoor.Place(
                                    event.target(), event.details().getOrDefault("folder", "")),
                            event.details().getOrDefault("query", ""),
                            event.details().getOrDefault("purpose", ""),
                            additions(id).size());
                })
                .toList();
    }

    /** What a restore added, oldest first. */
    public List<AuditEvent> additions(RestoreId id) {
        return source.byKey(key(id)).stream()
                .filter(record -> record.kind().equals(Optional.of(RecordKind.AUDIT)))
                .map(Payloads::audit)
                .filter(event -> event.details().getOrDefault("restore", "").equals(id.value()))
                .toList();
    }

    /** Removes what a restore added and what is still there as it was added. Permanent failure if there is no such restore. */
    public RestoreReport undo(RestoreId id, Reader reader, MailboxDoor door, Consumer<Progress> progress) {
        source.admit(reader, "restore-undo", id.value());
        RestoreRecord known = list().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ArchiveException.permanent("there is no restore " + id));
        Map<String, String> facts = new TreeMap<>(
                Map.of("restore", id.value(), "folder", known.place().name()));
        record("", reader, "restore-undo", known.place().mailbox(), "begun", facts);
        List<AuditEvent> additions = additions(id);
        Optional<MailboxDoor.OpenFolder> folder = door.open(known.place(), false);
        List<Long> removable = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        long done = 0;
        for (AuditEvent one : additions) {
            try {
                if (folder.isPresent() && stillThere(folder.get(), one)) {
                    removable.add(Long.parseLong(one.details().getOrDefault("uid", "0")));
                }
            } catch (IOException e) {
                failed.add(one.target() + ": " + e.getMessage());
            }
            progress.accept(new Progress("restore", ++done, additions.size()));
        }
        folder.ifPresent(open -> open.remove(removable));
        facts.put("removed", Long.toString(removable.size()));
        record("", reader, "restore-undo", known.place().mailbox(), "done", facts);
        long gone = (long) additions.size() - removable.size() - failed.size();
        return new RestoreReport(id, additions.size(), removable.size(), gone, failed);
    }

    private static boolean stillThere(MailboxDoor.OpenFolder folder, AuditEvent addition) throws IOException {
        if (!Long.toString(folder.validity()).equals(addition.details().get("validity"))) {
            return false;
        }
        Optional<Content> content =
                folder.content(Long.parseLong(addition.details().getOrDefault("uid", "0")));
        return content.isPresent()
                && FolderBytes.sha256(content.get()).equals(addition.details().get("sha256"));
    }

    private List<MessageId> find(String query, Reader reader) {
        Set<MessageId> seen = new HashSet<>();
        List<MessageId> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchPage page = source.search(new SearchRequest(query, cursor, PAGE), reader.scope());
            page.items().stream().filter(item -> seen.add(item.id())).forEach(item -> found.add(item.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return found.reversed();
    }

    private static void fail(List<String> failed, MessageId message, String reason) {
        if (failed.size() < MOST_NAMED) {
            failed.add(message + ": " + reason);
        }
    }

    private static String key(RestoreId id) {
        return "restore:" + id.value();
    }

    private void record(
            String key, Reader reader, String action, String target, String outcome, Map<String, String> details) {
        NewRecord plain = Payloads.audit(AuditEvent.of(source.now(), reader, action, target, outcome, details));
        long fingerprint = key.isEmpty() ? 0 : Digests.fingerprint(key);
        source.append(new NewRecord(plain.kind(), plain.payloadVersion(), fingerprint, plain.meta(), plain.content()));
    }
}
