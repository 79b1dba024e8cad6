package io.tradepost.archive.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.disposition.DispositionBook;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** Rows of holds, schedules, approvals, dispositions and notices: to whoever asks for the audit, each is an act. */
final class LawRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Names of facts by which an act is found, the first that is there. */
    private static final List<String> TARGETS = List.of("name", "request", "run", "account");

    /** Says that rows were deleted and their bytes may still stand in the database's files. */
    static final String PURGE = "purge";

    private LawRows() {}

    /** Where an act is the end of messages, their rows go. */
    static void end(StatelessSession session, RecordKind kind, long sequence, LawEntry entry) {
        if (kind == RecordKind.DISPOSITION) {
            DispositionBook.ends(entry).forEach(id -> forget(session, id));
            // At the end of a run and not after each part of it: rewriting the files takes the catalog away for a
            // moment.
            if (DispositionBook.isEnd(entry) && session.get(WatermarkRow.class, PURGE) == null) {
                session.insert(new WatermarkRow(PURGE, "", sequence));
            }
        }
    }

    /** What was read of the message, by whom it was, and why it was linked: all of it are words of the message. */
    private static void forget(StatelessSession session, MessageId id) {
        for (String query : List.of(
                "delete from AddressRow a where a.record in (select m.record from MessageRow m where m.id = :id)",
                "delete from LinkRow l where l.messageId = :id",
                "delete from LinkEventRow e where e.messageId = :id",
                "delete from MessageRow m where m.id = :id")) {
            session.createMutationQuery(query).setParameter("id", id.value()).executeUpdate();
        }
    }

    /** The act that such a record is, called {@code hold-made}, {@code approval-requested} and so on. */
    static AuditRow audit(RecordKind kind, long sequence, LawEntry entry) {
        Facts facts = entry.facts();
        String target = TARGETS.stream()
                .map(facts::optional)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        TreeMap<String, Object> details = new TreeMap<>(facts.values());
        // Long lists stand in the journal; here they would only be in the way.
        details.values().removeIf(value -> value instanceof List<?> list && list.size() > 100);
        return new AuditRow(
                sequence,
                entry.at().toEpochMilli(),
                entry.by(),
                "",
                entry.origin(),
                word(kind) + "-" + entry.action(),
                target,
                "done",
                MAPPER.valueToTree(details).toString());
    }

    private static String word(RecordKind kind) {
        return switch (kind) {
            case RETENTION_SCHEDULE -> "retention";
            case MONITORING_NOTICE -> "notice";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
