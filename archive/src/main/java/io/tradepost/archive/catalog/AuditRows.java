package io.tradepost.archive.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.audit.AuditQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** Asks the rows of the audit. */
final class AuditRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AuditRows() {}

    static List<AuditEntry> find(StatelessSession session, AuditQuery asked) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        asked.who().ifPresent(who -> equal("who", who, 320, conditions, values));
        asked.target().ifPresent(target -> equal("target", target, 500, conditions, values));
        asked.outcome().ifPresent(outcome -> equal("outcome", outcome, 40, conditions, values));
        asked.action().ifPresent(action -> {
            if (action.endsWith("*")) {
                conditions.add("a.action like :action escape '!'");
                values.put("action", likePrefix(action.substring(0, action.length() - 1)));
            } else {
                equal("action", action, 60, conditions, values);
            }
        });
        asked.from().ifPresent(from -> {
            conditions.add("a.atMillis >= :from");
            values.put("from", from.toEpochMilli());
        });
        asked.to().ifPresent(to -> {
            conditions.add("a.atMillis < :to");
            values.put("to", to.toEpochMilli());
        });
        asked.beneath().ifPresent(beneath -> {
            conditions.add("a.record < :beneath");
            values.put("beneath", beneath);
        });
        var query = session.createSelectionQuery(
                "from AuditRow a where " + String.join(" and ", conditions) + " order by a.record desc",
                AuditRow.class);
        values.forEach(query::setParameter);
        return query.setMaxResults(asked.limit()).getResultList().stream()
                .map(AuditRows::entry)
                .toList();
    }

    private static void equal(
            String column, String value, int width, List<String> conditions, Map<String, Object> values) {
        conditions.add("a." + column + " = :" + column);
        values.put(column, Columns.fit(value, width));
    }

    private static String likePrefix(String start) {
        return start.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static AuditEntry entry(AuditRow row) {
        return new AuditEntry(
                row.record,
                new AuditEvent(
                        Instant.ofEpochMilli(row.atMillis),
                        row.who,
                        row.role,
                        row.origin,
                        row.action,
                        row.target,
                        row.outcome,
                        details(row)));
    }

    private static Map<String, String> details(AuditRow row) {
        Map<String, String> details = new HashMap<>();
        try {
            MAPPER.readTree(row.details)
                    .properties()
                    .forEach(one -> details.put(
                            one.getKey(),
                            one.getValue().isTextual()
                                    ? one.getValue().asText()
                                    : one.getValue().toString()));
        } catch (JsonProcessingException e) {
            throw ArchiveException.permanent("audit row " + row.record + " is damaged", e);
        }
        return details;
    }
}
