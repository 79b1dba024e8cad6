package io.tradepost.mailbox.kit;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.PrivateMariaDb;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.keys.KeySettings;
import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.content.Departures;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.content.OwnMail;
import io.tradepost.mailbox.content.ReferringContents;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.DatabaseSettings;
import io.tradepost.mailbox.message.MessageReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.utils.UpdatableTickingClock;

/** The mailboxes on a real database, with their content in a real journal beside a real archive. */
public final class StoreOnDisk implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "mb_mailbox",
            "mb_counter",
            "mb_acl",
            "mb_annotation",
            "mb_subscription",
            "mb_first_folders",
            "mb_keyword",
            "mb_quota_limit",
            "mb_quota_usage",
            "mb_entry",
            "mb_message",
            "mb_released");

    private static final long SEGMENT_BYTES = 1 << 20;

    private final Path folder;
    private final DatabaseSettings settings;
    private final AutoCloseable server;
    private final UpdatableTickingClock clock = new UpdatableTickingClock(Instant.parse("2026-11-25T08:00:00Z"));
    private final Archive archive;
    private final MailContents contents;
    private Database database;
    private MailboxStore store;

    private StoreOnDisk(Path folder, DatabaseSettings settings, AutoCloseable server) {
        this.folder = folder;
        this.settings = settings;
        this.server = server;
        this.database = MailboxStore.tables(settings);
        Path content = folder.resolve("content");
        OwnMail own = OwnMail.open(new OwnMail.Settings(
                content, KeySettings.in(content.resolve("keys")), clock, SEGMENT_BYTES, new DiskFiles()));
        Departures departures = new Departures(own, new MessageReferences(() -> database));
        this.archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive"))
                .withClock(clock)
                .withBeforeShred(departures));
        this.contents = new ReferringContents(archive.shared(), own, departures);
        this.store = MailboxStore.open(database, contents, clock);
    }

    /** On H2 files. */
    public static StoreOnDisk onH2() {
        Path folder = folder();
        String url = "jdbc:h2:" + folder.resolve("mailboxes") + ";DB_CLOSE_DELAY=-1";
        return new StoreOnDisk(folder, new DatabaseSettings(url, "sa", "", 10), () -> {});
    }

    /** On a MariaDB of its own. */
    public static StoreOnDisk onMariaDb() {
        PrivateMariaDb server = PrivateMariaDb.start();
        return new StoreOnDisk(
                folder(), new DatabaseSettings(server.newDatabase(), server.user(), server.password(), 10), server);
    }

    /** The open store. */
    public MailboxStore store() {
        return store;
    }

    /** What the store tells the time by. */
    public UpdatableTickingClock clock() {
        return clock;
    }

    /** What takes mail in before it is delivered. */
    public Archive archive() {
        return archive;
    }

    /** Where the messages' bytes are. */
    public MailContents contents() {
        return contents;
    }

    /** Where the tables are. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Closes and opens the store. */
    public void reopen() {
        store.close();
        database.close();
        database = MailboxStore.tables(settings);
        store = MailboxStore.open(database, contents, clock);
    }

    /** Empties every table but that of the numbers given out. */
    public void clear() {
        TABLES.forEach(table -> execute("DELETE FROM " + table));
    }

    /** Runs a statement beside the store. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection beside the store's. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    @Override
    public void close() {
        store.close();
        contents.close();
        archive.close();
        database.close();
        try {
            if (!settings.mariaDb()) {
                execute("SHUTDOWN");
            }
            server.close();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the store's database did not end", e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tpmail");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
