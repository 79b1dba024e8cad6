package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradepost.archive.search.FailingDirectory.Way;
import io.tradepost.archive.search.lucene.LuceneIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexing, committing, forgetting and purging over a disk that fails at any step, once or for good. */
class IndexFaultTest {
    private static final int MAILS = 12;
    private static final int FORGOTTEN = 4;
    private static final String SECRET = "qzxjvkwpfh";

    @TempDir
    Path folder;

    @Test
    void losesNothingAndForgetsWhereItsDiskFailsAtASampleOfSteps() throws IOException {
        assertThat(ordeals(79)).isGreaterThan(8);
    }

    @Test
    @Tag("long")
    void losesNothingAndForgetsWhereItsDiskFailsAtEveryStep() throws IOException {
        System.out.println("index: " + ordeals(1) + " faults at every step, nothing lost, nothing left");
    }

    /** Each n-th operation fails in either way; how many ordeals that were. */
    private int ordeals(int every) throws IOException {
        long steps = ordeal(Long.MAX_VALUE, Way.ONCE);
        int count = 0;
        for (Way way : Way.values()) {
            for (long failing = 1; failing <= steps; failing += every) {
                ordeal(failing, way);
                count++;
            }
        }
        return count;
    }

    /** Operations that it took. */
    private long ordeal(long failing, Way way) throws IOException {
        Path place = folder.resolve(way + "-" + failing);
        Path files = Files.createDirectories(place.resolve("index"));
        FailingDirectory disk = new FailingDirectory(files, Long.MAX_VALUE, way);
        AtomicReference<FailingDirectory> used = new AtomicReference<>(disk);
        try (IndexFixture mails = new IndexFixture(
                place,
                journal ->
                        new LuceneIndex(files, any -> Objects.requireNonNull(used.get()), journal, ZoneOffset.UTC))) {
            long before = disk.steps();
            disk.failAt(failing == Long.MAX_VALUE ? failing : before + failing);
            for (int i = 0; i < MAILS; i++) {
                mails.mail("Subject: subject" + i, i == FORGOTTEN ? SECRET : "word" + i);
                attempt(mails);
            }
            mails.event(new IndexEvent.Forgotten(IndexFixture.id(FORGOTTEN)));
            attempt(mails);
            long steps = disk.steps() - before;
            if (way == Way.KILLED) {
                abandon(mails);
                used.set(new FailingDirectory(files, Long.MAX_VALUE, way));
                mails.open();
            } else {
                disk.mend();
            }
            // Lucene lets go of its lock when the merges that the fault caught have ended, each on its own thread.
            await(way + " " + failing + " goes on by itself")
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> {
                        assertThat(mails.journal.damage()).isEmpty();
                        return twoRoundsGoWell(mails);
                    });
            expect(mails, way + " " + failing);
            assertThat(filesWith(files)).as("%s %d", way, failing).isEmpty();
            return steps;
        }
    }

    /** What failed behind the back of one round is heard of in the next. */
    private static boolean twoRoundsGoWell(IndexFixture mails) {
        boolean first = attempt(mails);
        return attempt(mails) && first;
    }

    /** One round of what the follower does, which tries again after whatever failed; whether all went well. */
    private static boolean attempt(IndexFixture mails) {
        try {
            mails.follow();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Closes as far as a process can that is as good as dead. */
    private static void abandon(IndexFixture mails) {
        try {
            mails.index.close();
        } catch (RuntimeException e) {
            assertThat(e).as("what a dead disk says").isNotNull();
        }
    }

    private static void expect(IndexFixture mails, String name) {
        for (int i = 0; i < MAILS; i++) {
            assertThat(mails.search("subject:subject" + i).total())
                    .as("%s, mail %d", name, i)
                    .isEqualTo(i == FORGOTTEN ? 0 : 1);
        }
        assertThat(mails.search(SECRET).total()).as(name).isZero();
    }

    private static List<Path> filesWith(Path index) throws IOException {
        try (Stream<Path> all = Files.list(index)) {
            return all.filter(IndexFaultTest::holdsTheSecret).toList();
        }
    }

    private static boolean holdsTheSecret(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
