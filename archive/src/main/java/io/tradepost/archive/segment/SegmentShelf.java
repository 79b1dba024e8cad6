package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.KeptSegments;
import io.tradepost.archive.journal.SegmentSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The sealed segments of one journal: where they are found, and who brings them there. */
public final class SegmentShelf implements KeptSegments, AutoCloseable {
    private final List<SegmentStore> stores;
    private final int stay;
    private final JournalFiles files;
    private List<SegmentKeeper> keepers = List.of();

    private SegmentShelf(List<SegmentStore> stores, int stay, JournalFiles files) {
        this.stores = stores;
        this.stay = stay;
        this.files = files;
    }

    /** As configured. Reaches for nothing yet. */
    public static SegmentShelf of(StoreSettings settings, Clock clock, JournalFiles files) {
        List<SegmentStore> stores = switch (settings) {
            case StoreSettings.InPlace here -> List.of();
            case StoreSettings.InFolder folder -> List.of(new LocalSegmentStore(folder.folder(), files));
            case StoreSettings.InBucket bucket -> List.of(new S3SegmentStore(bucket.bucket(), clock));
        };
        return new SegmentShelf(stores, settings.stay(), files);
    }

    @Override
    public SegmentSource find(Path note) throws IOException {
        KeptSegment kept = KeptSegment.read(note);
        return stores.stream()
                .findFirst()
                .orElseThrow(() -> ArchiveException.permanent(note.getFileName() + " says that the segment is in "
                        + kept.place() + ", but archive.store names no store"))
                .source(kept);
    }

    /** From now on what the journal seals is brought to the store, if there is one. */
    public synchronized void follow(Journal journal) {
        keepers = stores.stream()
                .map(store -> new SegmentKeeper(journal, store, stay, files))
                .toList();
        keepers.forEach(SegmentKeeper::start);
    }

    /** What people should know when the store takes nothing; empty when all is well. */
    public synchronized Optional<String> trouble() {
        return keepers.stream().flatMap(keeper -> keeper.trouble().stream()).findFirst();
    }

    @Override
    public synchronized void close() {
        keepers.forEach(SegmentKeeper::close);
        stores.forEach(SegmentStore::close);
    }
}
