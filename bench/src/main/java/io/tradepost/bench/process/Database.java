package io.tradepost.bench.process;

import java.util.Locale;

/** Where accounts, mailboxes and catalog are kept; as people write it. */
public enum Database {
    /** Embedded, in the server's own process. */
    H2,
    /** A {@link MariaDb} of the run's own. */
    MARIADB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
