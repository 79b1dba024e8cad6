package io.tradepost.mailbox.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.james.mailbox.exception.MailboxException;

/**
 * Hands out numbers that were never handed out before, rising in one process. They are taken from the database by the block,
 * so that a message costs no statement for its number; what is left of a block when the process ends is never used.
 */
public final class Numbers {
    private static final int BLOCK = 1_000;

    private final Database database;
    private final String name;
    private long next;
    private long end;

    /** Takes from the row of this name in {@code mb_number}. */
    public Numbers(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** The next number, at least 1. */
    public synchronized long next() throws MailboxException {
        if (next == end) {
            end = database.change(connection -> {
                try (PreparedStatement take = connection.prepareStatement(
                        "UPDATE mb_number SET next_value = next_value + " + BLOCK + " WHERE name = ?")) {
                    take.setString(1, name);
                    if (take.executeUpdate() != 1) {
                        throw new SQLException("there is no row " + name + " in mb_number");
                    }
                }
                try (PreparedStatement look =
                        connection.prepareStatement("SELECT next_value FROM mb_number WHERE name = ?")) {
                    look.setString(1, name);
                    try (ResultSet row = look.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                }
            });
            next = end - BLOCK;
        }
        return next++;
    }
}
