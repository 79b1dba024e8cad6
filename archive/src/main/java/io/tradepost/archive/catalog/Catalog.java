package io.tradepost.archive.catalog;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport.Problem;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.audit.AuditQuery;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.follow.FollowerTarget;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog: follows the journal, and answers from its tables what the database can answer now. */
public final class Catalog implements FollowerTarget, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String WATERMARK = "journal";
    /** Watermark while the tables are being emptied. */
    private static final long EMPTYING = -1;

    private final Journal journal;
    private final CatalogRows rows;
    private final CatalogConnection connection;
    private final AtomicLong skipped = new AtomicLong();
    private boolean mayPurge = true;

    public Catalog(CatalogSettings settings, Journal journal, Derivations derivations) {
        this.connection = new CatalogConnection(settings);
        this.journal = journal;
        this.rows = new CatalogRows(derivations);
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public long next() {
        if (connection.away()) {
            // Whatever broke may have left connections that never work again, so all is made anew.
            close();
        }
        long next = connection.inTransaction(session -> watermark(session).next);
        if (next == EMPTYING) {
            empty();
            next = 0;
        }
        if (next > journal.nextSequence()) {
            throw ArchiveException.permanent("the catalog holds records up to " + (next - 1)
                    + " but the journal ends before; verify it, then rebuild");
        }
        return next;
    }

    @Override
    public void apply(List<StoredRecord> records, long next) {
        mayPurge |= records.stream().anyMatch(one -> one.kind().equals(Optional.of(RecordKind.DISPOSITION)));
        try {
            insert(records, next);
        } catch (ArchiveException e) {
            if (!refused(e)) {
                throw e;
            }
            oneByOne(records, next);
        }
    }

    @Override
    public void idle() {
        // Every batch is committed when it is applied; what is left is to rewrite the files after a deletion.
        if (mayPurge) {
            if (connection.inTransaction(session -> session.get(WatermarkRow.class, LawRows.PURGE)) != null) {
                connection.purge();
                connection.inTransaction(
                        session -> session.createMutationQuery("delete from WatermarkRow w where w.name = :name")
                                .setParameter("name", LawRows.PURGE)
                                .executeUpdate());
            }
            mayPurge = false;
        }
    }

    /** What the catalog holds of these deliveries; those it does not hold, or can't give now, are left out. */
    public Map<Long, ArchivedMessage> load(Collection<Long> sequences) {
        if (connection.away() || sequences.isEmpty()) {
            return Map.of();
        }
        try {
            Map<Long, ArchivedMessage> found = new HashMap<>();
            connection
                    .inTransaction(session -> session.createSelectionQuery(
                                    "from MessageRow m where m.record in :records", MessageRow.class)
                            .setParameterList("records", sequences)
                            .list())
                    .forEach(row -> found.put(row.record, rows.shown(row)));
            return found;
        } catch (ArchiveException e) {
            LOG.warn("the catalog gives no answer; the journal is read instead: {}", e.toString());
            return Map.of();
        }
    }

    /** Sequence of a message's delivery. */
    public Optional<Long> sequenceOf(MessageId id) {
        return connection.inTransaction(session -> MessageRows.sequenceOf(session, id));
    }

    /** Sequences of all decisions on a message's links, oldest first. */
    public List<Long> linkEvents(MessageId id) {
        return connection.inTransaction(session -> MessageRows.linkEvents(session, id));
    }

    /** Deliveries on whose links nothing was ever decided, oldest first. */
    public List<Long> undecided(int limit) {
        return connection.inTransaction(session -> MessageRows.undecided(session, limit));
    }

    /** Acts, newest first. */
    public List<AuditEntry> audit(AuditQuery query) {
        return connection.inTransaction(session -> AuditRows.find(session, query));
    }

    /** The first sequence that the catalog does not hold, if the database can tell now. */
    public OptionalLong watermark() {
        if (connection.away()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(connection.inTransaction(session -> watermark(session).next));
        } catch (ArchiveException e) {
            LOG.debug("no watermark now", e);
            return OptionalLong.empty();
        }
    }

    /** Records that the database would not take since this catalog was opened. */
    public long skipped() {
        return skipped.get();
    }

    /** Compares every row of the records below {@code end} with the journal; in order of the records. */
    public List<Problem> check(long end, Consumer<Progress> progress) {
        return new CatalogCheck(journal, connection::inTransaction).run(end, progress);
    }

    /** Forgets everything; the follower fills it again. */
    public void clear() {
        connection.inTransaction(session -> {
            WatermarkRow row = watermarkRow(session);
            row.next = EMPTYING;
            row.journal = journal.id().toString();
            session.update(row);
            return row;
        });
        empty();
    }

    @Override
    public void close() {
        connection.close();
    }

    private void empty() {
        for (String table : CatalogDatabase.TABLES) {
            connection.inTransaction(session ->
                    session.createNativeMutationQuery("truncate table " + table).executeUpdate());
        }
        connection.inTransaction(session -> {
            WatermarkRow row = watermarkRow(session);
            row.next = 0;
            session.update(row);
            return row;
        });
    }

    private void insert(List<StoredRecord> records, long next) {
        connection.inTransaction(session -> {
            WatermarkRow row = watermark(session);
            long first = records.isEmpty() ? next : records.getFirst().sequence();
            if (row.next > first) {
                throw ArchiveException.temporary(
                        "the catalog is followed by somebody else as well", new IllegalStateException("moved"));
            }
            session.setJdbcBatchSize(200);
            records.forEach(record -> rows.insert(session, record));
            row.next = next;
            session.update(row);
            return row;
        });
    }

    /** Finds the record that the database refuses and notes it, so that one hostile message does not stop all behind it. */
    private void oneByOne(List<StoredRecord> records, long next) {
        for (int i = 0; i < records.size(); i++) {
            StoredRecord record = records.get(i);
            long behind = i + 1 < records.size() ? records.get(i + 1).sequence() : next;
            try {
                insert(List.of(record), behind);
            } catch (ArchiveException e) {
                if (!refused(e)) {
                    throw e;
                }
                LOG.error("the catalog leaves out record {}", record.sequence(), e);
                skip(record.sequence(), String.valueOf(e.getMessage()), behind);
            }
        }
    }

    private void skip(long sequence, String reason, long next) {
        connection.inTransaction(session -> {
            session.insert(new SkippedRow(sequence, reason));
            WatermarkRow row = watermark(session);
            row.next = next;
            session.update(row);
            return row;
        });
        skipped.incrementAndGet();
    }

    /** Whether the fault lies in what was to be stored and not in the database's state. */
    private static boolean refused(ArchiveException e) {
        return !e.isTemporary()
                || e.getCause() instanceof DataException
                || e.getCause() instanceof ConstraintViolationException;
    }

    private WatermarkRow watermark(StatelessSession session) {
        WatermarkRow row = watermarkRow(session);
        if (!row.journal.equals(journal.id().toString())) {
            throw ArchiveException.temporary(
                    "the catalog belongs to another journal; rebuild to use this database for this one",
                    new IllegalStateException(row.journal));
        }
        return row;
    }

    private WatermarkRow watermarkRow(StatelessSession session) {
        WatermarkRow row = session.get(WatermarkRow.class, WATERMARK, LockMode.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new WatermarkRow(WATERMARK, journal.id().toString(), 0);
            session.insert(row);
        }
        return row;
    }
}
