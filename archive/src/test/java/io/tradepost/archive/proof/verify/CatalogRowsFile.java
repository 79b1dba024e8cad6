package io.tradepost.archive.proof.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalog's rows as FORMAT.md says that the independent checker takes them. */
final class CatalogRowsFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> QUERIES = new LinkedHashMap<>(Map.of(
            "message", "select record, id, received_millis, direction, size_bytes, sha256 from arc_message",
            "address",
                    "select record, role, address from arc_address"
                            + " where role in ('envelope-from', 'envelope-to', 'account')",
            "link-event", "select record, message_id, at_millis, decided_by, basis from arc_link_event",
            "link", "select record, kind, link_key, customer, status from arc_link",
            "audit", "select record, at_millis, who, role, origin, action, target, outcome from arc_audit"));

    private CatalogRowsFile() {}

    static List<String> lines(Connection database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                try (ResultSet rows = statement.executeQuery(query.getValue())) {
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder(query.getKey() + "\t" + rows.getLong(1));
                        for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                            line.append('\t').append(json(rows.getObject(i)));
                        }
                        lines.add(line.toString());
                    }
                }
            }
        }
        return lines;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column is no JSON", e);
        }
    }
}
