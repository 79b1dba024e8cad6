package io.tradepost.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.journal.FaultyFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.Payloads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law L7: nobody reads unrecorded. */
class ArchiveAuditTest {
    @TempDir
    Path folder;

    @Test
    void everyReadIsRecordedWithWhoAndWhat() {
        MessageId id;
        MessageId absent = new MessageId("01HX0000000000000000999999");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder))) {
            id = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                    .id();
            archive.awaitFollowers(Duration.ofSeconds(60));
            archive.search(new SearchRequest("one", Optional.empty(), 10), Mails.officer());
            assertThatThrownBy(() -> archive.search(new SearchRequest("form:x", Optional.empty(), 10), Mails.officer()))
                    .isInstanceOf(QueryException.class);
            archive.find(id, Mails.officer());
            archive.find(absent, Mails.officer());
            archive.raw(id, Mails.officer());
            archive.history(id, Mails.officer());
        }
        List<AuditEvent> events = events();
        assertThat(events)
                .extracting(event -> event.action() + " " + event.target() + " " + event.outcome())
                .containsExactly(
                        "search one done",
                        "search form:x refused",
                        "view " + id + " done",
                        "view " + absent + " not-found",
                        "raw " + id + " done",
                        "history " + id + " done");
        assertThat(events)
                .allMatch(event -> event.who().equals("officer@ours.example")
                        && event.role().equals("officer")
                        && event.origin().equals("test"));
        assertThat(events.getFirst().details()).containsEntry("total", "1").containsEntry("shown", id.value());
    }

    @Test
    void withoutARecordThereIsNoAnswer() {
        FaultyFiles files = new FaultyFiles(1);
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder), files)) {
            MessageId id = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                    .id();
            archive.awaitFollowers(Duration.ofSeconds(60));
            files.fail(1, FaultyFiles.Fault.NO_SPACE);
            refused(() -> archive.search(new SearchRequest("one", Optional.empty(), 10), Mails.officer()));
            refused(() -> archive.search(new SearchRequest("form:", Optional.empty(), 10), Mails.officer()));
            refused(() -> archive.find(id, Mails.officer()));
            refused(() -> archive.raw(id, Mails.officer()));
            refused(() -> archive.history(id, Mails.officer()));
            assertThat(archive.health().writable()).isFalse();
            files.fail(0);
            assertThat(archive.raw(id, Mails.officer())).isPresent();
            assertThat(archive.health().writable()).isTrue();
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(ArchiveException.class)
                .satisfies(e -> assertThat(((ArchiveException) e).isTemporary()).isTrue());
    }

    private List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        try (Journal journal =
                Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 27, Clock.systemUTC()))) {
            for (long sequence = 0; sequence < journal.nextSequence(); sequence++) {
                journal.read(sequence)
                        .filter(record -> record.kind().equals(Optional.of(RecordKind.AUDIT)))
                        .map(Payloads::audit)
                        .ifPresent(events::add);
            }
        }
        return events;
    }
}
