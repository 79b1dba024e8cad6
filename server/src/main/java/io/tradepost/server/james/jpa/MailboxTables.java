package io.tradepost.server.james.jpa;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Mends James's tables after it has made them: an index without which each delivery walks the whole table of mailboxes, and
 * columns for what a sender writes into MIME headers, which are too short for some real mail. Such mail would wait for
 * its delivery for ever.
 */
final class MailboxTables {
    private static final List<Column> WRITTEN_BY_SENDERS = List.of(
            new Column("JAMES_MAIL", "MAIL_MIME_TYPE"),
            new Column("JAMES_MAIL", "MAIL_MIME_SUBTYPE"),
            new Column("JAMES_MAIL_PROPERTY", "PROPERTY_NAME_SPACE"),
            new Column("JAMES_MAIL_PROPERTY", "PROPERTY_LOCAL_NAME"),
            new Column("JAMES_MAIL_PROPERTY", "PROPERTY_VALUE"));

    /** Of columns that are not mended yet; a mended one says millions. */
    private static final int LONGEST_OF_JAMES = 1_024;

    private MailboxTables() {}

    private record Column(String table, String name) {}

    static void mend(MailboxDatabase database) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS TP_MAILBOX_BY_USER ON JAMES_MAILBOX (USER_NAME, MAILBOX_NAME)");
            for (Column column : WRITTEN_BY_SENDERS) {
                if (isShort(connection, column)) {
                    statement.execute("ALTER TABLE " + column.table()
                            + (database.embedded()
                                    ? " ALTER COLUMN " + column.name() + " SET DATA TYPE CHARACTER LARGE OBJECT"
                                    : " MODIFY " + column.name() + " LONGTEXT"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the mailbox tables can't be mended", e);
        }
    }

    private static boolean isShort(Connection connection, Column column) throws SQLException {
        try (ResultSet columns = connection
                .getMetaData()
                .getColumns(connection.getCatalog(), connection.getSchema(), column.table(), column.name())) {
            return columns.next() && columns.getInt("COLUMN_SIZE") <= LONGEST_OF_JAMES;
        }
    }
}
