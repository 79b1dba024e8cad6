package io.tradepost.mailbox.message;

import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.message.Counters.Change;
import io.tradepost.mailbox.message.Counters.Counter;
import io.tradepost.mailbox.message.Counters.Usage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/**
 * Puts messages into mailboxes and takes them out. Each change is one transaction: entries, UIDs, mod-sequences, counters,
 * quota, and the note that content is not needed any more. Safe for any number of threads and processes.
 */
public final class MailRoom {
    private final Database database;
    private final MailContents contents;
    private final Bodies bodies;
    private final Counters counters = new Counters();
    private final Clock clock;
    private final Runnable onReleased;

    /**
     * Over these tables and this content.
     *
     * @param onReleased run after a change that left content behind; must return at once
     */
    public MailRoom(Database database, MailContents contents, Clock clock, Runnable onReleased) {
        this.database = database;
        this.contents = contents;
        this.bodies = new Bodies(database, contents);
        this.clock = clock;
        this.onReleased = onReleased;
    }

    Database database() {
        return database;
    }

    Bodies bodies() {
        return bodies;
    }

    Counters counters() {
        return counters;
    }

    /** Puts a new message in, under the next UID, and tells the message its UID. Its bytes are durable before its row. */
    Entry add(long mailbox, MailboxMessage message) throws MailboxException {
        Entry wanted = entry(mailbox, message, clock.millis());
        // Content that no row came to refer to, for whatever reason, is let go of when the mailboxes are opened next.
        try (MailContents.Hold hold = contents.hold()) {
            StoredMessage stored = bodies.keep(message);
            return database.change(connection -> {
                Counter counter = locked(connection, mailbox);
                insert(connection, stored);
                Entry entry = numbered(wanted, counter.lastUid() + 1, counter.highestModSeq() + 1);
                record(connection, counter, 1, List.of(entry), List.of());
                return entry;
            });
        }
    }

    /** Puts a message in under the UID and mod-sequence that it brings; one that is there already stays as it is. */
    void save(long mailbox, MailboxMessage message) throws MailboxException {
        Entry entry = entry(mailbox, message, clock.millis());
        boolean known = database.read(
                connection -> StoredMessages.find(connection, entry.message()).isPresent());
        try (MailContents.Hold hold = contents.hold()) {
            StoredMessage stored = known ? null : bodies.keep(message);
            database.change(connection -> {
                Counter counter = locked(connection, mailbox);
                if (stored == null || !insert(connection, stored)) {
                    StoredMessages.lock(connection, List.of(entry.message()));
                }
                List<Entry> there = Entries.withUids(connection, mailbox, List.of(entry.uid()));
                if (there.stream().anyMatch(other -> other.message() != entry.message())) {
                    throw new MailboxException("UID " + entry.uid() + " is another message's in mailbox " + mailbox);
                }
                if (there.isEmpty()) {
                    Change change = new Change(
                            Math.max(counter.lastUid(), entry.uid()),
                            Math.max(counter.highestModSeq(), entry.modSeq()),
                            1,
                            entry.flags().has(FlagSet.SEEN) ? 0 : 1,
                            entry.octets());
                    write(connection, counter, change, List.of(entry), List.of());
                }
                return entry;
            });
        }
    }

    /** A message that was put somewhere else. */
    record Transferred(Entry from, Entry to) {
        static List<Transferred> pairs(List<Entry> from, List<Entry> to) {
            return IntStream.range(0, from.size())
                    .mapToObj(i -> new Transferred(from.get(i), to.get(i)))
                    .toList();
        }
    }

    /** Puts copies of messages that are still there into a mailbox, in the order given, under the next UIDs. */
    List<Transferred> copy(long target, List<Entry> originals) throws MailboxException {
        return database.change(connection -> {
            Counter counter = locked(connection, target);
            Set<Long> there = StoredMessages.lock(connection, messages(originals));
            List<Entry> kept = originals.stream()
                    .filter(original -> there.contains(original.message()))
                    .toList();
            List<Entry> copies = renumbered(kept, counter);
            record(connection, counter, copies.size(), copies, List.of());
            return Transferred.pairs(kept, copies);
        });
    }

    /** Moves messages that are still where they were into another mailbox, in the order given, under the next UIDs. */
    List<Transferred> move(long target, List<Entry> originals) throws MailboxException {
        return database.change(connection -> {
            Set<Long> mailboxes = originals.stream().map(Entry::mailbox).collect(Collectors.toCollection(TreeSet::new));
            mailboxes.add(target);
            Map<Long, Counter> locked = counters.lock(connection, mailboxes);
            Counter into = present(locked, target);
            List<Entry> leaving = new ArrayList<>();
            for (long from : mailboxes) {
                leaving.addAll(stillThere(connection, from, originals));
            }
            Set<Place> places = leaving.stream().map(Place::of).collect(Collectors.toSet());
            List<Entry> moving = originals.stream()
                    .filter(one -> places.contains(Place.of(one)))
                    .toList();
            List<Entry> arriving = renumbered(moving, into);
            for (long mailbox : mailboxes) {
                List<Entry> in = mailbox == target ? arriving : List.of();
                List<Entry> out =
                        leaving.stream().filter(one -> one.mailbox() == mailbox).toList();
                if (!in.isEmpty() || !out.isEmpty()) {
                    record(connection, present(locked, mailbox), in.size(), in, out);
                }
            }
            return Transferred.pairs(moving, arriving);
        });
    }

    /** Takes messages out of a mailbox; those that were there. */
    List<Entry> delete(long mailbox, List<Long> uids) throws MailboxException {
        List<Entry> gone = database.change(connection -> {
            Counter counter = locked(connection, mailbox);
            List<Entry> leaving = Entries.withUids(connection, mailbox, uids);
            if (!leaving.isEmpty()) {
                record(connection, counter, 0, List.of(), leaving);
                StoredMessages.releaseUnused(connection, messages(leaving));
            }
            return leaving;
        });
        if (!gone.isEmpty()) {
            onReleased.run();
        }
        return gone;
    }

    /** Takes messages out of these mailboxes, wherever in them they are. */
    void delete(Collection<Long> messages, Collection<Long> mailboxes) throws MailboxException {
        database.change(connection -> {
            Map<Long, Counter> locked = counters.lock(connection, mailboxes);
            Map<Long, List<Entry>> leaving = Entries.ofMessages(connection, messages).stream()
                    .filter(entry -> locked.containsKey(entry.mailbox()))
                    .collect(Collectors.groupingBy(Entry::mailbox));
            for (Map.Entry<Long, List<Entry>> one : leaving.entrySet()) {
                record(connection, present(locked, one.getKey()), 0, List.of(), one.getValue());
            }
            StoredMessages.releaseUnused(connection, messages);
            return leaving;
        });
        onReleased.run();
    }

    /** Says that content may have been left behind. */
    void released() {
        onReleased.run();
    }

    /** The mailbox's counters, locked until the transaction ends. */
    Counter locked(Connection connection, long mailbox) throws SQLException, MailboxException {
        return present(counters.lock(connection, List.of(mailbox)), mailbox);
    }

    private static Counter present(Map<Long, Counter> locked, long mailbox) throws MailboxNotFoundException {
        Counter counter = locked.get(mailbox);
        if (counter == null) {
            throw new MailboxNotFoundException(new MailboxNumber(mailbox));
        }
        return counter;
    }

    private void record(Connection connection, Counter counter, int uids, List<Entry> in, List<Entry> out)
            throws SQLException {
        write(connection, counter, Change.of(counter, uids, in, out), in, out);
    }

    private void write(Connection connection, Counter counter, Change change, List<Entry> in, List<Entry> out)
            throws SQLException {
        counters.change(connection, counter.mailbox(), change);
        if (!out.isEmpty()) {
            Entries.delete(
                    connection, counter.mailbox(), out.stream().map(Entry::uid).toList());
        }
        if (!in.isEmpty()) {
            Entries.insert(connection, in);
            counters.keepKeywords(connection, counter.mailbox(), in);
        }
        counters.use(connection, Map.of(counter.quotaRoot(), new Usage(change.messages(), change.octets())));
    }

    private List<Entry> renumbered(List<Entry> originals, Counter counter) {
        List<Entry> renumbered = new ArrayList<>(originals.size());
        long uid = counter.lastUid();
        for (Entry original : originals) {
            renumbered.add(original.in(counter.mailbox(), ++uid, counter.highestModSeq() + 1, clock.millis()));
        }
        return renumbered;
    }

    private static List<Entry> stillThere(Connection connection, long mailbox, List<Entry> originals)
            throws SQLException {
        Map<Long, Entry> wanted = originals.stream()
                .filter(one -> one.mailbox() == mailbox)
                .collect(Collectors.toMap(Entry::uid, one -> one, (one, same) -> one));
        return Entries.withUids(connection, mailbox, List.copyOf(new TreeSet<>(wanted.keySet())));
    }

    /** False when the message has a row already. */
    private static boolean insert(Connection connection, StoredMessage message) throws SQLException {
        try {
            StoredMessages.insert(connection, message);
            return true;
        } catch (SQLIntegrityConstraintViolationException e) {
            StoredMessages.lock(connection, List.of(message.id()));
            return false;
        }
    }

    private static Set<Long> messages(Collection<Entry> entries) {
        return entries.stream().map(Entry::message).collect(Collectors.toSet());
    }

    private static Entry numbered(Entry entry, long uid, long modSeq) {
        return new Entry(
                entry.mailbox(),
                uid,
                entry.message(),
                entry.thread(),
                modSeq,
                entry.internalMillis(),
                entry.saveMillis(),
                entry.octets(),
                entry.flags());
    }

    private record Place(long mailbox, long uid) {
        static Place of(Entry entry) {
            return new Place(entry.mailbox(), entry.uid());
        }
    }

    /** What James says of a message, as an entry. Before it has a UID and a mod-sequence they are null, here 0. */
    static Entry entry(long mailbox, MailboxMessage message, long saveMillis) {
        if (message instanceof EntryMessage ours) {
            Entry entry = ours.entry();
            return new Entry(
                    mailbox,
                    entry.uid(),
                    entry.message(),
                    entry.thread(),
                    entry.modSeq(),
                    entry.internalMillis(),
                    saveMillis,
                    entry.octets(),
                    entry.flags());
        }
        return new Entry(
                mailbox,
                message.getUid() == null ? 0 : message.getUid().asLong(),
                MessageNumber.of(message.getMessageId()),
                MessageNumber.of(message.getThreadId().getBaseMessageId()),
                message.getModSeq() == null ? 0 : message.getModSeq().asLong(),
                message.getInternalDate().toInstant().toEpochMilli(),
                saveMillis,
                message.getFullContentOctets(),
                FlagSet.of(message.createFlags()));
    }
}
