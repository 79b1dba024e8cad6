package io.tradepost.server.james.jpa;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The index that James lacks: without it each delivery walks the whole table of mailboxes. */
final class MailboxIndexes {
    private MailboxIndexes() {}

    static void create(MailboxDatabase database) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS TP_MAILBOX_BY_USER ON JAMES_MAILBOX (USER_NAME, MAILBOX_NAME)");
        } catch (SQLException e) {
            throw new IllegalStateException("the indexes of the mailbox tables can't be made", e);
        }
    }
}
