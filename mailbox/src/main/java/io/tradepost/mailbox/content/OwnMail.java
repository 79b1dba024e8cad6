package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.content.ContentStore;
import io.tradepost.archive.content.Releaser;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.keys.KeySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that are in no archive: drafts, sent mail as the client files it, mail that moved in from elsewhere, and what the
 * archive disposed of while somebody still has it in a mailbox. They stand in a journal of their own, as the archive's do:
 * compressed, encrypted with a key each, attachments shared. Evidence stays apart: here things may go for good.
 */
public final class OwnMail implements AutoCloseable {
    private static final int VERSION = 1;
    private static final String TAKEN_OVER = "archive:";
    private static final String MENDED = "MENDED";
    private static final Logger LOG = LoggerFactory.getLogger(OwnMail.class);

    private final Settings settings;
    private final Journal journal;
    private final ContentKeys keys;
    private final ContentStore contents;
    private final Releaser releaser;

    private OwnMail(Settings settings, Journal journal) {
        this.settings = settings;
        this.journal = journal;
        this.keys = ContentKeys.open(settings.keys(), journal.id(), ContentStore.newestSlot(journal), settings.files());
        this.contents = new ContentStore(journal, keys, settings.folder().resolve("spool"), settings.files());
        this.releaser = new Releaser(journal, keys, contents);
    }

    /**
     * Where it is kept.
     *
     * @param folder       {@code journal/} and {@code spool/} are made in it
     * @param keys         where the keys are
     * @param clock        source of record times
     * @param segmentBytes size from which a segment of the journal is sealed; space comes back by the segment
     * @param files        the file system written to
     */
    public record Settings(Path folder, KeySettings keys, Clock clock, long segmentBytes, JournalFiles files) {}

    /** Opens it, or begins a new one; one process at a time, which the owner of the folder must ensure. */
    public static OwnMail open(Settings settings) {
        Journal journal = Journal.open(new JournalSettings(
                        settings.folder().resolve("journal"),
                        settings.segmentBytes(),
                        settings.clock(),
                        settings.files())
                .allowingToForget());
        try {
            return new OwnMail(settings, journal);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    /**
     * A record of these very bytes that stays and whose key is there. In this order: one that was leaving a moment ago and
     * stays no more has lost its key by then.
     */
    Optional<Long> find(String sha256, long size, LongPredicate stays) {
        return journal.find(
                        Digests.fingerprint(sha256),
                        record -> record.kind().equals(Optional.of(RecordKind.MAIL))
                                && record.header().contentLength() == size
                                && record.contentSha256().equals(sha256)
                                && stays.test(record.sequence())
                                && contents.readable(record))
                .map(StoredRecord::sequence);
    }

    /** Keeps a message; durable on return. */
    long keep(Content message, String sha256) {
        return append(sha256, "{}", message);
    }

    /** Keeps what a record of the archive holds; durable on return. */
    long takeOver(long archived, Content content) {
        return append(TAKEN_OVER + archived, "{\"archive\":" + archived + "}", content);
    }

    /** The record that holds what a record of the archive held before it was destroyed; as {@link #find}. */
    Optional<Long> takenOver(long archived, LongPredicate stays) {
        byte[] meta = ("{\"archive\":" + archived + "}").getBytes(StandardCharsets.UTF_8);
        return journal.find(
                        Digests.fingerprint(TAKEN_OVER + archived),
                        record -> MessageDigest.isEqual(record.meta(), meta)
                                && stays.test(record.sequence())
                                && contents.readable(record))
                .map(StoredRecord::sequence);
    }

    private long append(String key, String meta, Content content) {
        return contents.append(new NewRecord(
                        RecordKind.MAIL,
                        VERSION,
                        Digests.fingerprint(key),
                        meta.getBytes(StandardCharsets.UTF_8),
                        content))
                .sequence();
    }

    /** What this record holds; empty if there is none of this sequence, or it is damaged. */
    Optional<Content> read(long sequence) {
        return journal.read(sequence)
                .filter(record -> record.kind().equals(Optional.of(RecordKind.MAIL)))
                .map(StoredRecord::content);
    }

    /** Destroys these; nobody may refer to them any more. */
    Releaser.Released release(Collection<Long> sequences) {
        return releaser.release(sequences);
    }

    /** Messages among these records whose key is there. */
    List<Long> living(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(journal::read)
                .flatMap(Optional::stream)
                .filter(record -> record.kind().equals(Optional.of(RecordKind.MAIL)) && contents.readable(record))
                .map(StoredRecord::sequence)
                .toList();
    }

    /** Whether the key to a record's content is there. */
    boolean readable(StoredRecord record) {
        return contents.readable(record);
    }

    /** Record up to which nothing was kept in vain; 0 where that was never looked at. */
    long mended() {
        Path file = settings.folder().resolve(MENDED);
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            // It only saves time.
            LOG.warn("{} cannot be read; all is looked at again", file, e);
            return 0;
        }
    }

    /** Remembers that up to this record nothing was kept in vain. */
    void mended(long to) {
        Path file = settings.folder().resolve(MENDED);
        Path temporary = settings.folder().resolve(MENDED + ".tmp");
        try {
            try (JournalFiles.Output out = settings.files().create(temporary)) {
                out.write(ByteBuffer.wrap((to + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
                out.sync(true);
            }
            settings.files().rename(temporary, file);
        } catch (IOException e) {
            throw ArchiveException.temporary(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The sequence that the next record gets. */
    long end() {
        return journal.nextSequence();
    }

    /** What it is made of, for checks. */
    public Journal journal() {
        return journal;
    }

    /** The keys of its content. */
    public ContentKeys keys() {
        return keys;
    }

    /** SHA-256 of a message, lower-case hexadecimal. */
    static String sha256(Content message) {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(message.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw ArchiveException.temporary("the message cannot be read: " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try (keys) {
            journal.close();
        }
    }
}
