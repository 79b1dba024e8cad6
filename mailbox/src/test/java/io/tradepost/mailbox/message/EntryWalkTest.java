package io.tradepost.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.DatabaseSettings;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.james.mailbox.exception.MailboxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryWalkTest {
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final int ENTRIES = 3_000;
    private static final int BATCH = 100;

    @TempDir
    private Path folder;

    @Test
    void aBatchReadsItsOwnEntriesAndNotTheRestOfTheMailbox() throws MailboxException {
        DatabaseSettings settings = new DatabaseSettings("jdbc:h2:file:" + folder.resolve("walk"), "sa", "sa", 2);
        try (Database database = Database.open(settings, List.of())) {
            database.change(connection -> {
                Entries.insert(
                        connection,
                        LongStream.rangeClosed(1, ENTRIES)
                                .mapToObj(uid -> new Entry(7, uid, uid, uid, 1, 0, 0, 100, new FlagSet(0, "")))
                                .toList());
                return ENTRIES;
            });

            for (boolean withMessages : List.of(true, false)) {
                assertThat(scanned(database, withMessages))
                        .allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(BATCH + 1));
            }
        }
    }

    /** Rows that H2 looked at, for each table. */
    private static List<Integer> scanned(Database database, boolean withMessages) throws MailboxException {
        return database.read(connection -> {
            try (PreparedStatement explain =
                    connection.prepareStatement("EXPLAIN ANALYZE " + EntryWalk.sql(withMessages))) {
                explain.setLong(1, 7);
                explain.setLong(2, 500);
                explain.setLong(3, Long.MAX_VALUE);
                explain.setInt(4, BATCH);
                try (ResultSet plan = explain.executeQuery()) {
                    plan.next();
                    Matcher counts = SCANNED.matcher(plan.getString(1));
                    List<Integer> found = counts.results()
                            .map(count -> Integer.parseInt(count.group(1)))
                            .toList();
                    assertThat(found).isNotEmpty();
                    return found;
                }
            }
        });
    }
}
