package io.tradepost.server.demo;

import io.tradepost.server.rooms.Rooms;
import io.tradepost.trade.SampleTrade;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A mail that somebody of the sample might write to somebody of the demo, so that what is suggested for a try shows a
 * link to a customer and an order.
 *
 * @param from  address of a customer's contact
 * @param order one of the customer's orders
 */
public record DemoInquiry(String from, String order) {
    private static final String NEWEST_ORDER = """
            SELECT o.number, c.email FROM tp_order o JOIN tp_contact c ON c.customer_code = o.customer_code
            WHERE o.kind = 'order' AND o.owner_email = ? AND c.email LIKE '%.example'
            ORDER BY o.ordered_on DESC, o.number, c.email FETCH FIRST 1 ROW ONLY""";

    /** One whose customer belongs to this seller; empty if the sample was made for other people. */
    public static Optional<DemoInquiry> to(String seller, Rooms rooms) throws SQLException {
        String url = SampleTrade.createEmbedded(rooms.folder().tradeSample(), List.of(seller));
        try (Connection connection = DriverManager.getConnection(url, SampleTrade.USER, "");
                PreparedStatement query = connection.prepareStatement(NEWEST_ORDER)) {
            query.setString(1, seller);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new DemoInquiry(rows.getString("email"), rows.getString("number")))
                        : Optional.empty();
            }
        }
    }
}
