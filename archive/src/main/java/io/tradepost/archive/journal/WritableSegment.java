package io.tradepost.archive.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment that is being written: begun when needed, sealed when full, given up when its disk can't be trusted. */
final class WritableSegment {
    private static final Logger LOG = LoggerFactory.getLogger(WritableSegment.class);

    private final JournalSettings settings;
    private final JournalState state;
    private JournalFiles.@Nullable Output out;

    WritableSegment(JournalSettings settings, JournalState state, boolean appendToLast) throws IOException {
        this.settings = settings;
        this.state = state;
        if (appendToLast) {
            out = settings.files().open(segment().file());
        }
    }

    /** The file to write to; afterwards {@link #segment} is the segment that it is. */
    JournalFiles.Output file() throws IOException {
        Optional<Segment> last = state.last();
        JournalFiles.Output open = out;
        if (open != null && last.isPresent()) {
            if (last.get().end() < settings.segmentBytes()) {
                return open;
            }
            giveUp();
        }
        last.ifPresent(this::seal);
        JournalFiles.Output begun = begin();
        // Not before: should it remain the last, the next start goes on with it.
        last.ifPresent(this::protect);
        return begun;
    }

    Segment segment() {
        return state.last().orElseThrow();
    }

    /** Takes back everything behind the last durable byte. */
    void cutBack() {
        JournalFiles.Output open = out;
        if (open == null) {
            return;
        }
        Segment segment = segment();
        try {
            open.truncate(segment.end());
        } catch (IOException e) {
            // What stands behind the durable end is void once the next segment begins at the same sequence.
            LOG.warn("cannot cut {} back to byte {}; it is given up", segment.name(), segment.end(), e);
            giveUp();
        }
    }

    /** Writes nothing more to this segment. */
    void giveUp() {
        try {
            close();
        } catch (IOException e) {
            LOG.warn("a segment could not be closed", e);
        }
    }

    void close() throws IOException {
        JournalFiles.Output open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    private JournalFiles.Output begin() throws IOException {
        long first = state.nextSequence();
        Path path = settings.folder().resolve(SegmentHeader.fileName(first));
        JournalFiles.Output file = settings.files().create(path);
        try {
            long micros =
                    ChronoUnit.MICROS.between(Instant.EPOCH, settings.clock().instant());
            byte[] header = new SegmentHeader(RecordFormat.NEWEST, state.journal(), first, micros).encode();
            file.write(ByteBuffer.wrap(header), 0);
            file.sync(true);
            settings.files().syncFolder(settings.folder());
        } catch (IOException e) {
            try (file) {
                settings.files().delete(path);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        state.begun(new Segment(
                new FileSource(path),
                path,
                RecordFormat.NEWEST,
                first,
                new MemoryTable(first),
                SegmentHeader.LENGTH,
                0));
        out = file;
        return file;
    }

    private void protect(Segment segment) {
        try {
            if (segment.first() != segment().first()) {
                settings.files().makeReadOnly(segment.file());
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be made read-only", segment.name(), e);
        }
    }

    /** Gives a full segment its table on disk. Without one it works as well, only from memory. */
    private void seal(Segment segment) {
        if (!(segment.table() instanceof MemoryTable table) || table.nextSequence() == segment.first()) {
            return;
        }
        try {
            Path keys = KeyFile.besides(segment.file());
            long size = Files.size(segment.file());
            KeyFile.write(settings.files(), keys, state.journal(), table, size, segment.damagedRegions());
            KeyFile.load(keys, state.journal(), segment.first(), size).ifPresent(segment::replaceTable);
        } catch (IOException e) {
            LOG.warn("cannot write the table of {}; it is kept in memory", segment.name(), e);
        }
    }
}
