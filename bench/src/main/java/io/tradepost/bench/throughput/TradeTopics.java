package io.tradepost.bench.throughput;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.load.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What mail to a trading company is about: orders of known customers, half of it, so that tagging finds links to make; the
 * other half comes from strangers.
 */
final class TradeTopics {
    private static final int CUSTOMERS = 40;
    private static final String SAMPLE = "trade-sample.mv.db";
    private static final String ORDERS_WITH_CONTACTS =
            "SELECT MIN(c.email), MIN(o.number) FROM tp_order o JOIN tp_contact c ON c.customer_code = o.customer_code"
                    + " WHERE c.email IS NOT NULL GROUP BY o.customer_code ORDER BY o.customer_code LIMIT " + CUSTOMERS;

    private TradeTopics() {}

    /** Reads a copy of the server's sample trade database; the server has the original open. */
    static List<Topic> of(Path data, Path scratch) {
        List<Topic> topics = new ArrayList<>();
        try {
            Files.createDirectories(scratch);
            Path copy = scratch.resolve(SAMPLE);
            Files.copy(data.resolve("trade-sample").resolve(SAMPLE), copy);
            String url = "jdbc:h2:file:" + copy.toString().replaceFirst("\\.mv\\.db$", "");
            try (Connection connection = DriverManager.getConnection(url, "sa", "");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ORDERS_WITH_CONTACTS)) {
                while (rows.next()) {
                    topics.add(new Topic(rows.getString(1), "Your order " + rows.getString(2)));
                    topics.add(new Topic("buyer@stranger" + topics.size() + ".example", "Inquiry about your offer"));
                }
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("the sample trade database can't be read", e);
        }
        if (topics.size() != 2 * CUSTOMERS) {
            throw new BenchException(
                    "the sample trade database has orders of " + topics.size() / 2 + " customers only");
        }
        return topics;
    }
}
