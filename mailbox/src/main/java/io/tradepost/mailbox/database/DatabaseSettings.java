package io.tradepost.mailbox.database;

/**
 * Where the mailboxes' tables are.
 *
 * @param url      JDBC, H2 or MariaDB; an H2 whose commits are to survive a power cut says so itself
 * @param user     of the database
 * @param password of that user; may be empty
 * @param poolSize connections at most, at least 2
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {
    /** Refuses a pool that could wait for itself. */
    public DatabaseSettings {
        if (poolSize < 2) {
            throw new IllegalArgumentException("a pool of " + poolSize + " connections is too small");
        }
    }

    /** Whether this is a MariaDB. */
    public boolean mariaDb() {
        return url.startsWith("jdbc:mariadb:");
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
