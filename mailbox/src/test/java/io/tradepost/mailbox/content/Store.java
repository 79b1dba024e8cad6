package io.tradepost.mailbox.content;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.MovableClock;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.keys.KeySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An archive and the mailboxes' content beside it, with rows in a database file that refer to both. */
final class Store implements AutoCloseable {
    static final long SEGMENT = 256 << 10;

    final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    final Rows rows;
    final OwnMail own;
    final Departures departures;
    final Archive archive;
    final ReferringContents contents;
    private final Path folder;

    private Store(Path folder, JournalFiles files) {
        this.folder = folder;
        this.rows = Rows.open(folder.resolve("rows"));
        this.own = OwnMail.open(new OwnMail.Settings(
                folder.resolve("mailbox"), KeySettings.in(folder.resolve("mailbox/keys")), clock, SEGMENT, files));
        this.departures = new Departures(own, rows);
        this.archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive"))
                .withClock(clock)
                .withBeforeShred(departures));
        this.contents = new ReferringContents(archive.shared(), own, departures);
    }

    static Store open(Path folder) {
        return open(folder, new DiskFiles());
    }

    /** Over another file layer for what the mailboxes keep themselves. */
    static Store open(Path folder, JournalFiles files) {
        return new Store(folder, files);
    }

    /** Keeps a message and writes a row of this name for it, as a mailbox does. */
    StoredMail keep(String name, byte[] bytes) {
        try (MailContents.Hold hold = contents.hold()) {
            StoredMail mail = contents.keep(Content.of(bytes));
            rows.add(name, mail);
            return mail;
        }
    }

    /** The message of the row of this name. */
    byte[] read(String name) {
        return bytes(contents.read(rows.find(name).orElseThrow()));
    }

    /** Deletes the row, then what it referred to. */
    void release(String name) {
        StoredMail mail = rows.find(name).orElseThrow();
        rows.delete(name);
        contents.released(List.of(mail));
    }

    static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of files below a folder of the store. */
    long onDisk(String below) {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        archive.close();
        contents.close();
        rows.close();
    }
}
