package io.tradepost.archive.export;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MovableClock;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.audit.AuditQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of exports that wait to be fetched: what they take is told, and they go. */
class ExportFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private Archive archive;

    @BeforeEach
    void open() {
        archive = Archive.open(ArchiveSettings.embedded(folder).withClock(clock));
        archive.exportJobs().keepFor(Duration.ofDays(30));
        ExportFixture.fill(archive, 3);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private ExportId made() {
        ExportId id = archive.exportJobs()
                .begin(new Selection.Query("subject:order"), Set.of(ExportFormat.EML), "a test", Mails.officer())
                .id();
        await().atMost(PATIENCE)
                .until(() -> archive.exportJobs()
                        .find(id)
                        .filter(job -> job.state() == ExportJob.State.DONE)
                        .isPresent());
        return id;
    }

    private List<AuditEntry> recorded(String action) {
        return archive.law()
                .audit()
                .search(
                        new AuditQuery(
                                Optional.empty(),
                                Optional.of(action),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                10),
                        Mails.officer());
    }

    @Test
    void aFileIsListedWithItsBytesAndIsGoneOnceItIsDiscarded() throws Exception {
        Instant first = clock.instant();
        ExportId id = made();
        clock.move(Duration.ofSeconds(1));
        ExportId other = made();
        KeptBundle kept = archive.exportJobs().kept().getFirst();
        Path file = archive.exportJobs().fetch(id, Mails.officer()).orElseThrow();
        assertThat(kept).isEqualTo(new KeptBundle(id, Files.size(file), first, first.plus(Duration.ofDays(30))));
        assertThat(archive.exportJobs().discard(id, Mails.officer())).isTrue();
        assertThat(file).doesNotExist();
        assertThat(archive.exportJobs().kept()).extracting(KeptBundle::id).containsExactly(other);
        assertThat(archive.exportJobs().find(id)).isEmpty();
        assertThat(archive.exportJobs().fetch(id, Mails.officer())).isEmpty();
        assertThat(archive.exportJobs().discard(id, Mails.officer())).isFalse();
        assertThat(archive.exports().finished(id)).as("that it was made stays").isPresent();
        assertThat(recorded("export-discard"))
                .extracting(
                        entry -> entry.event().target() + " " + entry.event().outcome())
                .containsExactlyInAnyOrder(id + " done", id + " not-found");
    }

    @Test
    void aFileGoesByItselfWhenItsTimeIsOver() {
        ExportId old = made();
        clock.move(Duration.ofDays(29));
        ExportId young = made();
        assertThat(archive.exportJobs().expire()).isZero();
        clock.move(Duration.ofDays(1));
        assertThat(archive.exportJobs().expire()).isEqualTo(1);
        assertThat(archive.exportJobs().kept()).extracting(KeptBundle::id).containsExactly(young);
        assertThat(recorded("export-expire"))
                .extracting(
                        entry -> entry.event().target() + " " + entry.event().who())
                .containsExactly(old + " server");
    }

    @Test
    void aFileStaysThroughARestartUntilSomebodySaysHowLong() {
        ExportId id = made();
        archive.close();
        clock.move(Duration.ofDays(400));
        archive = Archive.open(ArchiveSettings.embedded(folder).withClock(clock));
        assertThat(archive.exportJobs().kept()).extracting(KeptBundle::id).containsExactly(id);
        archive.exportJobs().keepFor(Duration.ofDays(30));
        await().atMost(PATIENCE).until(() -> archive.exportJobs().kept().isEmpty());
    }

    @Test
    void whatAFailedExportHasLeftIsDiscardedTooAndWhatIsBeingMadeIsNot() throws Exception {
        ExportId id = made();
        Path work = WorkFolder.place(folder.resolve("exports").resolve(id + ".zip"), ExportOrder.Form.ZIP);
        Files.createDirectories(work.resolve("parts"));
        Files.writeString(work.resolve("parts").resolve("one"), "half");
        assertThat(archive.exportJobs().discard(id, Mails.officer())).isTrue();
        assertThat(work).doesNotExist();
        ExportJob job = archive.exportJobs()
                .begin(new Selection.Query(""), Set.of(ExportFormat.EML), "a test", Mails.officer());
        try {
            archive.exportJobs().discard(job.id(), Mails.officer());
        } catch (ArchiveException e) {
            assertThat(e.isTemporary()).isTrue();
            assertThat(e).hasMessageContaining("being made");
        }
        assertThatThrownBy(() -> new ExportId("../../etc")).isInstanceOf(IllegalArgumentException.class);
    }
}
