package io.tradepost.archive.law;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.MovableClock;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.text.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An archive whose time can be moved, and people who govern it. */
public final class LawWorld implements AutoCloseable {
    public static final Actor LI = officer("li@ours.example");
    public static final Actor WANG = officer("wang@ours.example");
    public static final Actor ZHAO = officer("zhao@ours.example");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Path folder;
    private Archive archive;
    private int captured;
    private boolean reading;

    public LawWorld(Path folder) {
        this.folder = folder;
        this.archive = open();
    }

    public static Actor officer(String address) {
        return new Actor(new Person(address), "officer", "test");
    }

    public static Criteria query(String query) {
        return new Criteria(query, List.of());
    }

    public Archive archive() {
        return archive;
    }

    public Path folder() {
        return folder;
    }

    /** Closes and opens again. */
    public void reopen() {
        archive.close();
        archive = open();
    }

    /** Opens again, now with a program that reads attachments. */
    public void reopenReading() {
        reading = true;
        reopen();
    }

    /** Opens again after {@link #close}. */
    public void reopenClosed() {
        archive = open();
    }

    /** Every audit event in the journal; closes and opens the archive. */
    public List<AuditEvent> audit() {
        archive.close();
        List<AuditEvent> events = new ArrayList<>();
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 27, clock))) {
            for (long sequence = 0; sequence < journal.nextSequence(); sequence++) {
                journal.read(sequence)
                        .filter(record -> record.kind().equals(Optional.of(RecordKind.AUDIT)))
                        .map(Payloads::audit)
                        .ifPresent(events::add);
            }
        }
        archive = open();
        return events;
    }

    /** Archives a mail that came now. */
    public MessageId mail(String subject, String body) {
        return mail("a@outside.example", "b@ours.example", subject, body);
    }

    public MessageId mail(String from, String to, String subject, String body) {
        captured++;
        return archive.capture(Mails.delivery(
                        "k" + captured + "-" + clock.millis(),
                        from,
                        List.of(to),
                        clock.instant(),
                        Mails.plain(from, to, subject, body)))
                .id();
    }

    /** Archives a mail that came now and brings a document. */
    public MessageId mailWithDocument(String subject, byte[] document) {
        captured++;
        return archive.capture(Mails.delivery(
                        "k" + captured + "-" + clock.millis(),
                        "a@outside.example",
                        List.of("b@ours.example"),
                        clock.instant(),
                        Documents.mail(subject, Map.of("file.docx", document))))
                .id();
    }

    public void link(MessageId id, String customer) {
        Link link = new Link("customer", customer, customer, LinkStatus.LINKED, 0.99, List.of());
        archive.link(new LinkEvent(id, clock.instant(), "test", "test", List.of(link)));
    }

    public void unlink(MessageId id) {
        archive.link(new LinkEvent(id, clock.instant(), "test", "test", List.of()));
    }

    public void settle() {
        archive.awaitFollowers(PATIENCE);
    }

    @Override
    public void close() {
        archive.close();
    }

    private Archive open() {
        ArchiveSettings settings = reading ? Documents.archive(folder) : ArchiveSettings.embedded(folder);
        return Archive.open(settings.withClock(clock));
    }
}
