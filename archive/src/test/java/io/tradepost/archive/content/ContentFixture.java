package io.tradepost.archive.content;

import io.tradepost.archive.Content;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.KeptSegments;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.keys.KeySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;

/** A journal with keys and content store, without catalog and index. */
public final class ContentFixture implements AutoCloseable {
    private final Journal journal;
    private final ContentKeys keys;
    private final ContentStore store;

    private ContentFixture(Journal journal, ContentKeys keys, Path folder, JournalFiles files) {
        this.journal = journal;
        this.keys = keys;
        this.store = new ContentStore(journal, keys, folder.resolve("spool"), files);
    }

    public static ContentFixture open(Path folder) {
        return open(folder, 8 << 20, new DiskFiles());
    }

    public static ContentFixture open(Path folder, long segmentBytes, JournalFiles files) {
        return open(folder, segmentBytes, files, KeptSegments.NONE);
    }

    public static ContentFixture open(Path folder, long segmentBytes, JournalFiles files, KeptSegments kept) {
        Journal journal = Journal.open(
                new JournalSettings(folder.resolve("journal"), segmentBytes, Clock.systemUTC(), files, kept));
        try {
            ContentKeys keys = ContentKeys.open(
                    KeySettings.in(folder.resolve("keys")), journal.id(), ContentStore.newestSlot(journal), files);
            return new ContentFixture(journal, keys, folder, files);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    public Journal journal() {
        return journal;
    }

    public ContentKeys keys() {
        return keys;
    }

    public ContentStore store() {
        return store;
    }

    /** Appends a delivery with this content under this name; its sequence. */
    public long put(String name, byte[] content) {
        return put(name, Content.of(content));
    }

    public long put(String name, Content content) {
        return store.append(new NewRecord(
                        RecordKind.DELIVERY,
                        1,
                        Digests.fingerprint(name),
                        name.getBytes(StandardCharsets.UTF_8),
                        content))
                .sequence();
    }

    /** What the journal gives back. */
    public byte[] get(long sequence) {
        return bytes(journal.read(sequence).orElseThrow().content());
    }

    /** Records of parts in the journal. */
    public List<StoredRecord> parts() {
        return LongStream.range(0, journal.nextSequence())
                .mapToObj(at -> journal.read(at).orElseThrow())
                .filter(record -> record.kind().orElseThrow() == RecordKind.PART)
                .toList();
    }

    public static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (keys) {
            journal.close();
        }
    }
}
