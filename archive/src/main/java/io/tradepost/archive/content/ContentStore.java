package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.ContentDecoder;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordHeader;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts content into the journal, compressed, shared and encrypted, and gives it back as it was. */
public final class ContentStore implements ContentDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);

    private final Journal journal;
    private final ContentKeys keys;
    private final KnownParts known;
    private final ContentEncoder encoder;
    private final Shredder shredder;
    /** Held shared from the look-up of a part until what refers to it is durable. */
    private final ReadWriteLock referring = new ReentrantReadWriteLock();

    /**
     * From here on the journal reads encoded content through this.
     *
     * @param spoolFolder for what is too large for memory on its way to the journal; emptied of what a crash left
     */
    public ContentStore(Journal journal, ContentKeys keys, Path spoolFolder, JournalFiles files) {
        this.journal = journal;
        this.keys = keys;
        this.known = new KnownParts(journal, keys);
        this.encoder = new ContentEncoder(keys, known, spoolFolder, files);
        this.shredder = new Shredder(journal, keys, this);
        clean(spoolFolder);
        journal.decodeWith(this);
    }

    /**
     * The key slot of the newest content of a journal that is encrypted; for opening its keys. When that can't be reached
     * now, the lowest: no start waits for a store that is away.
     */
    public static OptionalLong newestSlot(Journal journal) {
        try {
            return journal.newestEncoded()
                    .map(record -> OptionalLong.of(prefix(record).slot()))
                    .orElseGet(OptionalLong::empty);
        } catch (ArchiveException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            LOG.warn("the newest content cannot be reached to compare the keys with: {}", e.toString());
            return OptionalLong.of(0);
        }
    }

    /**
     * Appends a record whose content is as it was received. When this returns the record and whatever it needs are durable,
     * and it was seen that the content comes back from them.
     */
    public Journal.Appended append(NewRecord record) {
        if (record.content().size() == 0) {
            return journal.append(record);
        }
        referring.readLock().lock();
        try (ContentEncoder.Encoded encoded = encoder.encode(record)) {
            return journal.appendAll(encoded.records()).getLast();
        } finally {
            referring.readLock().unlock();
        }
    }

    @Override
    public Content decode(RecordHeader header, Content stored) {
        return new DecodedContent(
                stored,
                header.contentLength(),
                header.contentSha256(),
                keys::find,
                reference -> known.content(reference < 0 ? header.sequence() + reference : reference));
    }

    /** What destroys content. */
    public Shredder shredder() {
        return shredder;
    }

    /** When this returns nothing new refers to these parts, nor is anything being written that does. */
    void retire(Collection<Long> parts) {
        referring.writeLock().lock();
        try {
            known.leave(parts);
        } finally {
            // Whoever looked a part up before had the lock until the record was durable, and so to be found.
            referring.writeLock().unlock();
        }
    }

    /** These parts may be referred to again. */
    void unretire(Collection<Long> parts) {
        known.stay(parts);
    }

    /** Whether the key to a record's content is there. */
    public boolean readable(StoredRecord record) {
        return !record.header().encoded() || keys.holds(prefix(record).slot());
    }

    /** The part records that a record's content needs. */
    static List<Long> references(StoredRecord record) {
        return prefix(record).referencedBy(record.sequence());
    }

    /** What stands in clear before a record's content. */
    static StoredPrefix prefix(StoredRecord record) {
        try (InputStream in = new java.io.BufferedInputStream(record.stored().open(), 256)) {
            return StoredPrefix.read(in);
        } catch (IOException e) {
            throw ArchiveException.temporary("record " + record.sequence() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void clean(Path spoolFolder) {
        try {
            Files.createDirectories(spoolFolder);
            try (Stream<Path> left = Files.list(spoolFolder)) {
                for (Path file : left.filter(one -> one.toString().endsWith(Spool.SUFFIX))
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("the folder " + spoolFolder + " cannot be used: " + e.getMessage(), e);
        }
    }
}
