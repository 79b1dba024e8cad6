package io.tradepost.bench.process;

import io.tradepost.archive.CatalogSettings;
import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server under test lives.
 *
 * @param home     holds the data folder, the configuration and what the processes print
 * @param offset   added to the demo's ports
 * @param database of accounts, mailboxes and catalog; empty for the embedded ones
 * @param archive  where the archive stands when it is not in the data folder
 */
public record Site(Path home, int offset, Optional<MariaDb> database, Optional<ArchiveDisk> archive) {
    private static final int CATALOG_POOL = 4;

    /**
     * A disk of the archive's own.
     *
     * @param folder       on it; the server makes it
     * @param minFreeBytes below which new mail is turned away
     */
    public record ArchiveDisk(Path folder, long minFreeBytes) {}

    /** A site in this folder on free ports; writes its configuration. */
    public static Site prepare(Path home, Optional<MariaDb> database, Optional<ArchiveDisk> archive) {
        Site site = new Site(home.toAbsolutePath(), FreePorts.demoOffset(), database, archive);
        try {
            Files.createDirectories(home);
            Files.writeString(site.configuration(), site.yaml());
        } catch (IOException e) {
            throw new BenchException("the configuration can't be written", e);
        }
        return site;
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("http: {public-metrics: true}\n");
        database.ifPresent(db -> yaml.append("database: {url: \"")
                .append(db.url())
                .append("\", user: ")
                .append(MariaDb.NAME)
                .append(", password: ")
                .append(MariaDb.PASSWORD)
                .append("}\n"));
        archive.ifPresent(disk -> yaml.append("archive: {folder: \"")
                .append(disk.folder().toAbsolutePath())
                .append("\", min-free-bytes: ")
                .append(disk.minFreeBytes())
                .append("}\n"));
        return yaml.toString();
    }

    public Path configuration() {
        return home.resolve("tradepost.yaml");
    }

    public Path data() {
        return home.resolve("data");
    }

    /** The folder of the archive, wherever it stands. */
    public Path archiveFolder() {
        return archive.map(ArchiveDisk::folder).orElseGet(() -> data().resolve("archive"));
    }

    /** The catalog as the server uses it. */
    public CatalogSettings catalog() {
        return database.map(db -> new CatalogSettings(db.url(), MariaDb.NAME, MariaDb.PASSWORD, CATALOG_POOL))
                .orElseGet(() -> new CatalogSettings(
                        "jdbc:h2:file:" + data().resolve("db").resolve("catalog"), "sa", "", CATALOG_POOL));
    }

    /** Where the processes' output goes. */
    public Path output(String name) {
        return home.resolve(name + ".txt");
    }
}
