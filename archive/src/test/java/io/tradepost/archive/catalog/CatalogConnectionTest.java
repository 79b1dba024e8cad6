package io.tradepost.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.CatalogSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogConnectionTest {
    private static final int PURGES = 8;
    private static final int READERS = 3;

    @TempDir
    Path folder;

    @Test
    void whoeverAsksWhileTheFilesAreWrittenAnewWaitsAndGetsAnAnswer() throws Exception {
        CatalogSettings settings =
                new CatalogSettings("jdbc:h2:file:" + folder.resolve("catalog").toAbsolutePath(), "sa", "", 4);
        AtomicBoolean ended = new AtomicBoolean();
        try (CatalogConnection connection = new CatalogConnection(settings);
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                answers.add(readers.submit(() -> ask(connection, ended)));
            }
            for (int i = 0; i < PURGES; i++) {
                connection.purge();
            }
            ended.set(true);
            for (Future<Long> one : answers) {
                assertThat(one.get()).isPositive();
            }
            assertThat(connection.away()).as("asked again").isFalse();
        }
    }

    /** How often it was answered. */
    private static long ask(CatalogConnection connection, AtomicBoolean ended) {
        long answered = 0;
        while (!ended.get() || answered == 0) {
            Long rows = connection.inTransaction(
                    session -> session.createSelectionQuery("select count(m) from MessageRow m", Long.class)
                            .getSingleResult());
            assertThat(rows).isZero();
            answered++;
        }
        return answered;
    }
}
