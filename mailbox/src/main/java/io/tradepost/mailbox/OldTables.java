package io.tradepost.mailbox;

import io.tradepost.mailbox.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mailbox.exception.MailboxException;

/** The tables of James's JPA store, on which Tradepost began. Mail in them is not lost by being passed over in silence. */
final class OldTables {
    private static final String MAIL = "JAMES_MAIL";

    private OldTables() {}

    /** A permanent {@link MailboxStoreException} when there is mail in them. */
    static void refuse(Database database) {
        long messages;
        try {
            messages = database.read(OldTables::messages);
        } catch (MailboxException e) {
            throw MailboxStoreException.temporary("the mailboxes' tables cannot be read: " + e.getMessage(), e);
        }
        if (messages > 0) {
            throw MailboxStoreException.permanent("the database holds " + messages
                    + " messages in the tables of an earlier Tradepost (" + MAIL
                    + "), which this one does not read. Either copy them out over IMAP with the earlier one, or begin a new"
                    + " data folder with the old archive in it and bring them back with: tradepost archive restore");
        }
    }

    private static long messages(Connection connection) throws SQLException {
        Optional<String> table = table(connection);
        if (table.isEmpty()) {
            return 0;
        }
        try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM " + table.get());
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Databases differ in what becomes of a name's case. */
    private static Optional<String> table(Connection connection) throws SQLException {
        for (String name : new String[] {MAIL, MAIL.toLowerCase(Locale.ROOT)}) {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE"})) {
                if (tables.next()) {
                    return Optional.of(tables.getString("TABLE_NAME"));
                }
            }
        }
        return Optional.empty();
    }
}
