package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.BeforeShred;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.StepFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fixed piece of work that keeps, shares, takes over and lets go, cut off at each operation on the disk: no row's message is
 * lost, and once all is mended no key is left that nobody needs.
 */
class KeptStepsTest {
    private static final int MESSAGES = 9;
    private static final int SIZE = 40_000;

    @TempDir
    Path folder;

    private Archive archive;
    private long archived;

    @BeforeEach
    void open() {
        archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")));
        archived = Deliveries.capture(archive, "m1", Instant.parse("2026-03-01T10:00:00Z"), message(99));
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void nothingIsLostAndNothingStaysWhereverTheWorkIsCutOff() {
        cutOff(29, StepFiles.Way.KILLED);
        cutOff(53, StepFiles.Way.ONCE);
    }

    @Test
    @Tag("long")
    void nothingIsLostAndNothingStaysAtAnyOperation() {
        cutOff(1, StepFiles.Way.KILLED);
        cutOff(1, StepFiles.Way.ONCE);
    }

    private void cutOff(int every, StepFiles.Way way) {
        long step = 1;
        boolean done = false;
        while (!done) {
            Path place = folder.resolve(way + "-" + step);
            StepFiles files = new StepFiles(step, way);
            try (Rows rows = Rows.open(place.resolve("rows"))) {
                boolean whole = work(place, files, rows);
                // A fault that does no harm is no end: there are steps behind it.
                done = files.steps() < step;
                assertThat(whole || !done)
                        .as("comes to its end when nothing fails")
                        .isTrue();
                files.mend();
                expectAll(place, rows, way + " at step " + step);
            }
            step += every;
        }
        assertThat(step).as("steps of the work").isGreaterThan(80);
    }

    private static byte[] message(int number) {
        return Deliveries.withAttachment("message " + number, number % 5, SIZE);
    }

    /** Whether it came to its end. */
    private boolean work(Path place, StepFiles files, Rows rows) {
        try (Mailboxes mailboxes = Mailboxes.open(place, files, rows, archive)) {
            mailboxes.keep("a", Deliveries.delivered(message(99)));
            for (int i = 0; i < MESSAGES; i++) {
                mailboxes.keep("m" + i, message(i));
                mailboxes.keep("again" + i, message(i));
                if (i % 3 == 2) {
                    mailboxes.release("m" + (i - 1));
                    mailboxes.release("again" + (i - 1));
                }
            }
            mailboxes
                    .departures()
                    .leaving(List.of(new BeforeShred.Leaving(
                            archived, archive.shared().delivery(archived).orElseThrow())));
            for (int i = 0; i < MESSAGES - 1; i++) {
                if (rows.find("m" + i).isPresent()) {
                    mailboxes.release("m" + i);
                }
                if (rows.find("again" + i).isPresent()) {
                    mailboxes.release("again" + i);
                }
            }
            return true;
        } catch (ArchiveException e) {
            assertThat(e.isTemporary()).as("%s", e).isTrue();
            return false;
        }
    }

    private void expectAll(Path place, Rows rows, String when) {
        try (Mailboxes mailboxes = Mailboxes.open(place, new DiskFiles(), rows, archive)) {
            mailboxes
                    .departures()
                    .leaving(List.of(new BeforeShred.Leaving(
                            archived, archive.shared().delivery(archived).orElseThrow())));
            mailboxes.departures().mend();
            Set<Long> needed = new HashSet<>();
            for (String name : rows.names()) {
                StoredMail mail = rows.find(name).orElseThrow();
                assertThat(mail.place()).isEqualTo(StoredMail.Place.MAILBOX);
                needed.add(mail.sequence());
                byte[] expected = name.equals("a")
                        ? Deliveries.delivered(message(99))
                        : message(Integer.parseInt(name.replaceAll("\\D", "")));
                assertThat(Store.bytes(mailboxes.contents().read(mail)))
                        .as("%s, %s", name, when)
                        .isEqualTo(expected);
            }
            OwnMail own = mailboxes.own();
            assertThat(own.living(0, own.end())).as("living, %s", when).containsExactlyInAnyOrderElementsOf(needed);
            // One part may stay whose message was never kept, because the work was cut off between the two.
            assertThat(readable(own))
                    .as("messages and the parts that these need, %s", when)
                    .isLessThanOrEqualTo(2L * needed.size() + 1);
            assertThat(own.journal().check().run(progress -> {}).problems())
                    .as(when)
                    .isEmpty();
        }
    }

    /** Records whose key is there. */
    private static long readable(OwnMail own) {
        return LongStream.range(0, own.end())
                .mapToObj(own.journal()::read)
                .flatMap(Optional::stream)
                .filter(own::readable)
                .count();
    }
}
