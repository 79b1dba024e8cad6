package io.tradepost.archive;

import java.nio.file.Path;

/**
 * Where the catalog lives.
 *
 * @param jdbcUrl  of H2 ({@code jdbc:h2:…}) or MariaDB ({@code jdbc:mariadb:…})
 * @param user     database user
 * @param password its password; never logged
 * @param poolSize connections held at most, 2 to 64
 */
public record CatalogSettings(String jdbcUrl, String user, String password, int poolSize) {
    /**
     * Pages are compressed, and what is shown of a message stands in its row: H2 keeps a text beyond this many bytes apart,
     * with a page and a directory entry of its own. Written every five seconds instead of twice a second, since a page that
     * changes with each batch is written whole each time, and the journal's syncs wait for whatever the disk has to do; what
     * a crash takes is read from the journal again.
     */
    private static final String EMBEDDED = ";COMPRESS=TRUE;MAX_LENGTH_INPLACE_LOB=16384;WRITE_DELAY=5000";

    public CatalogSettings {
        if (poolSize < 2 || poolSize > 64) {
            throw new IllegalArgumentException("the pool holds 2 to 64 connections, not " + poolSize);
        }
    }

    /**
     * An embedded H2 database inside the archive's folder. What it holds is derived from the journal and written with its
     * watermark in one transaction, so that it needs no durability of its own.
     */
    public static CatalogSettings embedded(Path archiveFolder) {
        Path file = archiveFolder.resolve("catalog").resolve("catalog").toAbsolutePath();
        // "async:" reads in a way that an interrupt of the reading thread can't break; with plain "file:" one
        // interrupted
        // reader closes the database for all (seen with H2 2.4.240).
        return new CatalogSettings("jdbc:h2:async:" + file + ";DB_CLOSE_ON_EXIT=FALSE" + EMBEDDED, "sa", "", 6);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CatalogSettings[" + jdbcUrl + ", " + user + "]";
    }
}
