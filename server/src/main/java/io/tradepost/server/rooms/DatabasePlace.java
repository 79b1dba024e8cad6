package io.tradepost.server.rooms;

/**
 * A database and how to sign in to it.
 *
 * @param url      JDBC, H2 or MariaDB
 * @param poolSize connections at most
 */
public record DatabasePlace(String url, String user, String password, int poolSize) {
    /** Whether it is a file in the data folder rather than a server. */
    public boolean embedded() {
        return url.startsWith("jdbc:h2:");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabasePlace[" + url.replaceAll("(?i)password=[^;&]*", "password=…") + ", " + user + "]";
    }
}
