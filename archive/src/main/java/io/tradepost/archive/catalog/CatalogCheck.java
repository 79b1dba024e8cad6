package io.tradepost.archive.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport.Problem;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.disposition.DispositionBook;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.LawEntry;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.payload.StoredDelivery;
import jakarta.persistence.Column;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/**
 * Compares every row of the catalog with what the journal's record gives: rows changed, taken away, put in. Whatever columns
 * a row has are compared, also those that are added one day.
 */
final class CatalogCheck {
    private static final int BATCH = 200;
    private static final int MOST = 1000;
    /** Records without rows that are remembered until it is known whether they were disposed of. */
    private static final int MOST_SILENT = 100_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Class<?>> ROWS =
            List.of(MessageRow.class, AddressRow.class, LinkEventRow.class, LinkRow.class, AuditRow.class);

    private final Journal journal;
    private final CatalogRows rows;
    private final List<Problem> problems = new ArrayList<>();
    /** Records without any row, and the message that each is about. */
    private final Map<Long, MessageId> silent = new HashMap<>();
    /** Messages that were disposed of. */
    private final Set<MessageId> ended = new HashSet<>();

    private final Transactions transactions;

    CatalogCheck(Journal journal, Transactions transactions) {
        this.journal = journal;
        this.transactions = transactions;
        // Its own, so that what the followers remember is not what is compared.
        this.rows = new CatalogRows(new Derivations());
    }

    /** Whoever carries the work out. */
    interface Transactions {
        <T> T in(CatalogConnection.Work<T> work);
    }

    /** Compares the rows of all records below {@code end}, a few at a time: the catalog follows on meanwhile. */
    List<Problem> run(long end, Consumer<Progress> progress) {
        long from = 0;
        for (; from < end && problems.size() < MOST_SILENT && problems.size() - silent.size() < MOST; from += BATCH) {
            long first = from;
            long behind = Math.min(end, from + BATCH);
            problems.addAll(transactions.in(session -> batch(session, first, behind)));
            progress.accept(new Progress("compare", behind, end));
        }
        // What was disposed of has no rows, and that is right. The record that says so comes later than what it ends,
        // and
        // perhaps later than all that is compared: the catalog has followed on.
        for (long sequence = Math.min(from, end); sequence < journal.nextSequence(); sequence++) {
            journal.read(sequence).ifPresent(this::noteEnded);
        }
        problems.removeIf(problem -> ended.contains(silent.get(problem.sequence())));
        problems.subList(Math.min(MOST, problems.size()), problems.size()).clear();
        problems.addAll(transactions.in(this::beyond));
        if (problems.isEmpty()) {
            // Of rows that are wrong themselves this would only say so again.
            problems.addAll(transactions.in(session -> newestLinks(session, end)));
        }
        return problems;
    }

    private List<Problem> batch(StatelessSession session, long from, long to) {
        List<Problem> found = new ArrayList<>();
        Map<Long, Set<String>> there = new TreeMap<>();
        for (Class<?> type : ROWS) {
            for (Object row : session.createSelectionQuery(
                            "from " + type.getSimpleName() + " x where x.record >= :from and x.record < :to", type)
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .list()) {
                there.computeIfAbsent(record(row), none -> new TreeSet<>()).add(text(row));
            }
        }
        for (long sequence = from; sequence < to; sequence++) {
            Set<String> rowsThere = Optional.ofNullable(there.get(sequence)).orElse(Set.of());
            Optional<Set<String>> expected = expected(sequence);
            if (expected.isPresent() && !expected.get().equals(rowsThere)) {
                if (rowsThere.isEmpty()) {
                    Optional<MessageId> message = messageOf(sequence);
                    if (message.isPresent()) {
                        silent.put(sequence, message.get());
                    }
                }
                found.add(new Problem(
                        "",
                        -1,
                        sequence,
                        "the catalog says something else of record " + sequence + " than the journal: "
                                + difference(expected.get(), rowsThere)));
            }
        }
        return found;
    }

    /** Empty when the record can't be read, or its content is no longer to be read: then nothing can be said of its rows. */
    private Optional<Set<String>> expected(long sequence) {
        Optional<StoredRecord> record = journal.read(sequence);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Set<String> expected = new TreeSet<>();
        noteEnded(record.get());
        try {
            rows.of(record.get(), new RowSink() {
                @Override
                public void insert(Object row) {
                    expected.add(text(row));
                }

                @Override
                public void newestLink(String message, long link) {
                    // Compared for all messages at once.
                }
            });
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            return Optional.empty();
        }
        return Optional.of(expected);
    }

    private void noteEnded(StoredRecord record) {
        if (record.kind().equals(Optional.of(RecordKind.DISPOSITION))) {
            ended.addAll(DispositionBook.ends(LawEntry.of(record)));
        }
    }

    /** Rows of records that were never written. */
    private List<Problem> beyond(StatelessSession session) {
        List<Problem> found = new ArrayList<>();
        long next = journal.nextSequence();
        for (Class<?> type : ROWS) {
            session.createSelectionQuery(
                            "select x.record from " + type.getSimpleName() + " x where x.record >= :next", Long.class)
                    .setParameter("next", next)
                    .setMaxResults(MOST)
                    .list()
                    .forEach(record -> found.add(new Problem(
                            "",
                            -1,
                            record,
                            "the catalog has a row of record " + record + ", which was never written")));
        }
        return found;
    }

    private static List<Problem> newestLinks(StatelessSession session, long end) {
        return session
                .createSelectionQuery(
                        "select m.record from MessageRow m where m.record < :end and m.linkRecord <> coalesce("
                                + "(select max(e.record) from LinkEventRow e where e.messageId = m.id), -1)",
                        Long.class)
                .setParameter("end", end)
                .setMaxResults(MOST)
                .list()
                .stream()
                .map(record -> new Problem(
                        "",
                        -1,
                        record,
                        "the catalog names another decision on links as the newest of record " + record))
                .toList();
    }

    /** The message that a delivery or a decision on links is about. */
    private Optional<MessageId> messageOf(long sequence) {
        Optional<StoredRecord> record = journal.read(sequence);
        Optional<RecordKind> kind = record.flatMap(StoredRecord::kind);
        if (kind.equals(Optional.of(RecordKind.DELIVERY))) {
            return record.map(Payloads::delivery).map(StoredDelivery::id);
        }
        return kind.equals(Optional.of(RecordKind.LINK))
                ? record.map(Payloads::link).map(LinkEvent::message)
                : Optional.empty();
    }

    private static String difference(Set<String> expected, Set<String> found) {
        if (found.isEmpty()) {
            return "it has no row";
        }
        Set<String> tables = new TreeSet<>();
        expected.stream()
                .filter(row -> !found.contains(row))
                .forEach(row -> tables.add(row.substring(0, row.indexOf(' '))));
        found.stream()
                .filter(row -> !expected.contains(row))
                .forEach(row -> tables.add(row.substring(0, row.indexOf(' '))));
        return String.join(", ", tables);
    }

    private static long record(Object row) {
        return (long) fields(row).getOrDefault("record", -1L);
    }

    /** A row as text: its kind and all columns, but for the one that later records change. */
    private static String text(Object row) {
        Map<String, Object> fields = fields(row);
        if (row instanceof MessageRow message) {
            fields.remove("linkRecord");
            fields.put("facts", facts(message.facts));
        }
        return row.getClass().getSimpleName().replace("Row", "") + " " + fields;
    }

    /** What is shown of a message, without what depends on how much of its text could be read when. */
    private static String facts(String json) {
        try {
            JsonNode facts = JSON.readTree(json);
            strip(facts, List.of("unsearchable", "snippet"));
            facts.path("attachments").forEach(file -> strip(file, List.of("searchable", "reasons", "sha256")));
            return facts.toString();
        } catch (JsonProcessingException e) {
            // Then it was not we who wrote it, and the difference shows.
            return "no JSON: " + json;
        }
    }

    private static void strip(JsonNode node, List<String> names) {
        if (node instanceof ObjectNode object) {
            object.remove(names);
        }
    }

    private static Map<String, Object> fields(Object row) {
        Map<String, Object> fields = new TreeMap<>();
        Map<String, Field> declared = new HashMap<>();
        for (Field field : row.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Column.class)) {
                declared.put(field.getName(), field);
            }
        }
        declared.forEach((name, field) -> {
            try {
                fields.put(name, field.get(row));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a row's field is hidden: " + name, e);
            }
        });
        return fields;
    }
}
