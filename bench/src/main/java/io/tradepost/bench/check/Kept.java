package io.tradepost.bench.check;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.bench.BenchException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stopped server's archive holds: how often each content, by its SHA-256, is a delivery in the journal, a row of the
 * catalog, and found by search.
 *
 * @param keys how often each delivery's key is in the journal
 */
record Kept(
        Map<String, Integer> journal,
        Map<String, Integer> keys,
        Map<String, Integer> catalog,
        Map<String, Integer> search) {
    private static final long SEGMENT_BYTES = 128L << 20;
    private static final int PAGE = 500;
    private static final Duration FOLLOW = Duration.ofMinutes(30);

    /** Reads the whole journal, record by record, then asks the archive for everything, page by page. */
    static Kept read(Path folder, CatalogSettings catalog) {
        Map<String, Integer> journal = new HashMap<>();
        Map<String, Integer> keys = new HashMap<>();
        JournalSettings settings = JournalSettings.of(folder.resolve("journal"), SEGMENT_BYTES, Clock.systemUTC());
        try (Journal records = Journal.open(settings)) {
            for (long sequence = 0; sequence < records.nextSequence(); sequence++) {
                Optional<StoredRecord> record =
                        records.read(sequence).filter(one -> one.kind().equals(Optional.of(RecordKind.DELIVERY)));
                record.ifPresent(one -> {
                    journal.merge(one.contentSha256(), 1, Integer::sum);
                    keys.merge(Payloads.delivery(one).delivery().key(), 1, Integer::sum);
                });
            }
        }
        // Search first: opening the archive lets catalog and index catch up with the journal.
        Map<String, Integer> search = search(folder, catalog);
        return new Kept(journal, keys, rows(catalog), search);
    }

    private static Map<String, Integer> rows(CatalogSettings catalog) {
        Map<String, Integer> found = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(catalog.jdbcUrl(), catalog.user(), catalog.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sha256, COUNT(*) FROM arc_message GROUP BY sha256")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getInt(2));
            }
        } catch (SQLException e) {
            throw new BenchException("the catalog can't be read", e);
        }
        return found;
    }

    private static Map<String, Integer> search(Path folder, CatalogSettings catalog) {
        Map<String, Integer> found = new HashMap<>();
        Reader reader = Reader.operator(Optional.of("bench"));
        ArchiveSettings settings = new ArchiveSettings(folder, catalog, Clock.systemUTC(), SEGMENT_BYTES);
        try (Archive archive = Archive.open(settings)) {
            archive.awaitFollowers(FOLLOW);
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = archive.search(new SearchRequest("", cursor, PAGE), reader);
                for (ArchivedMessage message : page.items()) {
                    found.merge(message.sha256(), 1, Integer::sum);
                }
                cursor = page.next();
            } while (cursor.isPresent());
        }
        return found;
    }
}
