package io.tradepost.server.james.jpa;

import io.tradepost.server.h2.SyncedFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the mailboxes are kept.
 *
 * @param url      JDBC, H2 or MariaDB
 * @param poolSize connections at most
 */
public record MailboxDatabase(String url, String user, String password, int poolSize) {
    /**
     * An H2 file in this folder whose commits are on the disk; by default H2 lets up to half a second of accepted mail wait
     * in memory, and leaves the rest to the kernel.
     */
    public static MailboxDatabase embedded(Path folder, int poolSize) {
        String url = SyncedFiles.url(folder.resolve("mailboxes"), ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE");
        return new MailboxDatabase(url, "sa", "sa", poolSize);
    }

    boolean embedded() {
        return url.startsWith("jdbc:h2:");
    }

    String driver() {
        return embedded() ? "org.h2.Driver" : "org.mariadb.jdbc.Driver";
    }

    /** OpenJPA writes booleans as numbers unless told otherwise, which H2 2 refuses. */
    Optional<String> dictionary() {
        return embedded() ? Optional.of("h2(BooleanRepresentation=BOOLEAN)") : Optional.empty();
    }
}
