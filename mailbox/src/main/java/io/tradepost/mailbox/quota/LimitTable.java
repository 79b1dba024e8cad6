package io.tradepost.mailbox.quota;

import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailbox.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.Transaction;

/** All of {@code mb_quota_limit}, in memory for a moment. What this process writes it sees at once. */
final class LimitTable {
    /** What another process writes is seen after this. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, Map.of());

    LimitTable(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Snapshot(Instant read, Map<String, Limit> bySubject) {}

    /** Of one subject; -1 is unlimited, empty is not set. */
    record Limit(Optional<Long> messages, Optional<Long> octets) {
        static final Limit NONE = new Limit(Optional.empty(), Optional.empty());
    }

    static List<Class<?>> modelled() {
        return List.of(LimitRow.class);
    }

    Limit of(String subject) {
        Snapshot now = snapshot;
        if (now.read().isBefore(clock.instant().minus(KEPT))) {
            now = read();
        }
        return now.bySubject().getOrDefault(subject, Limit.NONE);
    }

    void change(String subject, Consumer<LimitRow> change) {
        try (Session session = database.sessions().openSession()) {
            Transaction transaction = session.beginTransaction();
            LimitRow row =
                    Optional.ofNullable(session.find(LimitRow.class, subject)).orElseGet(() -> new LimitRow(subject));
            change.accept(row);
            session.merge(row);
            transaction.commit();
        } catch (HibernateException e) {
            throw MailboxStoreException.temporary("the quota of " + subject + " cannot be set: " + e.getMessage(), e);
        }
        read();
    }

    private synchronized Snapshot read() {
        Instant now = clock.instant();
        Map<String, Limit> bySubject = new HashMap<>();
        try (Session session = database.sessions().openSession()) {
            session.createSelectionQuery("from LimitRow", LimitRow.class)
                    .getResultList()
                    .forEach(row -> bySubject.put(row.subject(), new Limit(row.messages(), row.octets())));
        } catch (HibernateException e) {
            throw MailboxStoreException.temporary("the quotas cannot be read: " + e.getMessage(), e);
        }
        snapshot = new Snapshot(now, Map.copyOf(bySubject));
        return snapshot;
    }
}
