package io.tradepost.server.e2e.kit;

import io.tradepost.trade.SampleTrade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo's trade data, read with plain SQL from a second copy of the sample: the running server has its own file locked.
 * Same seed and as many owners give the same customers and numbers.
 */
public final class Book {
    private static final int DEMO_SELLERS = 4;

    private final List<Client> clients;

    private Book(List<Client> clients) {
        this.clients = clients;
    }

    /**
     * A customer with a mail domain of its own that no other customer has.
     *
     * @param contact an address of it that no other customer has
     * @param domain  of that address
     * @param order   an order number of ours
     * @param purchaseOrder the customer's own number of that order
     */
    public record Client(String code, String contact, String domain, String order, String purchaseOrder) {}

    /**
     * Reads it.
     *
     * @param folder an empty folder of its own
     */
    public static Book open(Path folder) {
        List<String> sellers = new ArrayList<>();
        for (int i = 0; i < DEMO_SELLERS; i++) {
            sellers.add("seller" + i + "@tradepost.test");
        }
        String url = SampleTrade.createEmbedded(folder, sellers);
        List<Client> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, SampleTrade.USER, "");
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT k.code, c.email, k.domain, o.number, r.number
                        FROM tp_customer k
                        JOIN tp_contact c ON c.customer_code = k.code AND c.email LIKE CONCAT('%@', k.domain)
                        JOIN tp_order o ON o.customer_code = k.code AND o.kind = 'order'
                        JOIN tp_reference r ON r.customer_code = k.code AND r.order_number = o.number
                          AND r.kind = 'customer_po'
                        WHERE k.domain <> '' AND k.domain NOT LIKE '%,%'
                          AND (SELECT COUNT(DISTINCT x.customer_code) FROM tp_contact x WHERE x.email = c.email) = 1
                          AND (SELECT COUNT(*) FROM tp_customer y WHERE y.domain LIKE CONCAT('%', k.domain, '%')) = 1
                        ORDER BY k.code, c.email, o.number""");
                ResultSet row = statement.executeQuery()) {
            String last = "";
            while (row.next()) {
                if (!row.getString(1).equals(last)) {
                    last = row.getString(1);
                    found.add(new Client(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("the sample can't be read", e);
        }
        return new Book(found);
    }

    /** One of the customers; different ones for different places. */
    public Client client(int place) {
        return clients.get(place);
    }
}
