package io.tradepost.bench.stock;

import io.tradepost.server.h2.SyncedFiles;
import java.nio.file.Path;
import java.util.Locale;

/** What of an accepted message is on the disk when stock James says 250, and what of a delivered one when it is delivered. */
public enum Durability {
    /**
     * The same as ours: the body lies in the queue's journal, which is synced at each message, and each commit of H2 is
     * synced to the disk.
     */
    SYNCED(false),
    /**
     * As James ships: the body lies in a file beside the queue's journal that nobody syncs, and H2 writes half a second
     * late. A kill or a power cut loses mail that was answered with 250.
     */
    SHIPPED(true);

    private final boolean bodiesBesideTheJournal;

    Durability(boolean bodiesBesideTheJournal) {
        this.bodiesBesideTheJournal = bodiesBesideTheJournal;
    }

    boolean bodiesBesideTheJournal() {
        return bodiesBesideTheJournal;
    }

    /** The address of a database in this folder. */
    String url(Path folder) {
        // VALUE is a word of H2's own since 2.0, and the name of columns in James's tables.
        String options = ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE";
        return this == SYNCED
                ? SyncedFiles.url(folder.resolve("james"), options)
                : "jdbc:h2:file:" + folder.resolve("james").toAbsolutePath() + options;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
