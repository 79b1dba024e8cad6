package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The append-only journal. Safe for any number of threads; one process at a time, which its owner must ensure. */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int PROBE_BYTES = 256 << 10;

    private final JournalSettings settings;
    private final JournalState state;
    private final JournalWriter writer;
    private final List<String> notices;
    private final CopyOnWriteArraySet<String> damage;
    private volatile ContentDecoder decoder = ContentDecoder.NONE;

    private Journal(JournalSettings settings, JournalOpening.Found found) throws IOException {
        this.settings = settings;
        this.state = new JournalState(found.journal(), found.segments(), found.nextSequence());
        this.notices = List.copyOf(found.notices());
        this.damage = new CopyOnWriteArraySet<>(found.damage());
        this.writer = new JournalWriter(settings, state, found.appendTo());
    }

    /** Opens the journal, mending what a crash left, or begins a new one. */
    public static Journal open(JournalSettings settings) {
        try {
            return new Journal(settings, new JournalOpening(settings).open());
        } catch (IOException e) {
            throw ArchiveException.temporary(
                    "the journal in " + settings.folder() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** From now on encoded content is read with this. */
    public void decodeWith(ContentDecoder newDecoder) {
        decoder = newDecoder;
    }

    /** The newest record whose content is encoded, with its content as stored. */
    public Optional<StoredRecord> newestEncoded() {
        List<Segment> segments = state.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.format() == RecordFormat.V1) {
                break;
            }
            for (long at = segment.table().nextSequence() - 1; at >= segment.first(); at--) {
                Optional<StoredRecord> found =
                        read(at).filter(record -> record.header().encoded());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Files of sealed segments that are still in the folder, oldest first. Nothing is written to them any more. */
    public List<Path> sealedHere() {
        List<Segment> segments = state.segments();
        return segments.stream()
                .limit(Math.max(0, segments.size() - 1))
                .filter(segment -> segment.source().equals(new FileSource(segment.file())))
                .map(Segment::file)
                .toList();
    }

    /**
     * A sealed segment.
     *
     * @param first sequence from which on it may hold records
     * @param next  sequence behind its last one
     */
    public record Sealed(Path file, long first, long next) {}

    /** All sealed segments that were not let go of, oldest first. */
    public List<Sealed> sealed() {
        List<Segment> segments = state.segments();
        return segments.stream()
                .limit(Math.max(0, segments.size() - 1))
                .filter(segment -> !segment.isGone())
                .map(segment -> new Sealed(
                        segment.file(), segment.first(), segment.table().nextSequence()))
                .toList();
    }

    /**
     * Lets go of a sealed segment, whose content nobody needs any more; its disk space is free when this returns. A
     * permanent {@link ArchiveException} for a journal that forgets nothing.
     */
    public void forget(Sealed sealed) {
        if (!settings.forgetting()) {
            throw ArchiveException.permanent("this journal is evidence and lets go of nothing");
        }
        List<Segment> segments = state.segments();
        for (Segment segment : segments.subList(0, Math.max(0, segments.size() - 1))) {
            if (segment.file().equals(sealed.file()) && !segment.isGone()) {
                GoneSegment gone = new GoneSegment(segment.first(), sealed.next());
                try {
                    gone.write(segment.file(), settings.files());
                    segment.replaceTable(gone);
                    GoneSegment.delete(segment.file(), settings.files());
                } catch (IOException e) {
                    throw ArchiveException.temporary(
                            segment.name() + " cannot be let go of: " + e.getMessage() + "; try again", e);
                }
            }
        }
    }

    /** From now on this sealed segment is read from there; its file may go. */
    public void readFrom(Path file, SegmentSource source) {
        state.segments().stream()
                .filter(segment -> segment.file().equals(file))
                .forEach(segment -> segment.readFrom(source));
    }

    /** Which journal this is; a random number made when it began. */
    public UUID id() {
        return state.journal();
    }

    /**
     * A record that has become durable.
     *
     * @param sequence its place
     * @param sha256   of its content as received, lower-case hexadecimal
     */
    public record Appended(long sequence, String sha256) {}

    /** Appends a record and waits until it is durable. Temporary {@link ArchiveException} on any failure. */
    public Appended append(NewRecord record) {
        return appendAll(List.of(record)).getFirst();
    }

    /**
     * Appends records one behind the other, with nothing between them, and waits until they are durable: all of them, or
     * after a failure or a crash none. Temporary {@link ArchiveException} on any failure.
     */
    public List<Appended> appendAll(List<NewRecord> records) {
        List<PreparedRecord> prepared = records.stream().map(PreparedRecord::of).toList();
        if (prepared.isEmpty()) {
            return List.of();
        }
        long first = writer.append(prepared);
        List<Appended> appended = new ArrayList<>(prepared.size());
        for (PreparedRecord one : prepared) {
            appended.add(new Appended(first + appended.size(), HexFormat.of().formatHex(one.receivedSha256())));
        }
        return appended;
    }

    /** The sequence that the next record gets; all below are durable, though damaged ones may be missing. */
    public long nextSequence() {
        return state.nextSequence();
    }

    /** Waits until the journal reaches beyond this sequence, or the time is up; whether it does. */
    public boolean awaitBeyond(long sequence, Duration timeout) throws InterruptedException {
        return state.awaitBeyond(sequence, timeout.toMillis());
    }

    /** A durable record; empty if there is none of this sequence, or it is damaged, which is then noted. */
    public Optional<StoredRecord> read(long sequence) {
        if (sequence < 0 || sequence >= state.nextSequence()) {
            return Optional.empty();
        }
        Optional<Segment> holding = state.holding(sequence);
        long offset = holding.map(segment -> segment.table().offsetOf(sequence)).orElse(0L);
        return offset == 0 ? Optional.empty() : read(holding.orElseThrow(), sequence, offset);
    }

    /** The sequence with which the segment that is being written began; it grows when one is sealed. */
    public long lastSegmentStart() {
        return state.last().map(Segment::first).orElse(0L);
    }

    /** The first record with this fingerprint that the test accepts; newest segments first. */
    public Optional<StoredRecord> find(long fingerprint, Predicate<StoredRecord> test) {
        List<Segment> segments = state.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            List<Long> sequences = new ArrayList<>(1);
            segments.get(i).table().matches(fingerprint, sequences::add);
            for (long sequence : sequences) {
                Optional<StoredRecord> found = read(sequence).filter(test);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Checks every record that is durable now. */
    public JournalCheck check() {
        return new JournalCheck(settings.folder(), state.journal(), state.segments(), state.nextSequence());
    }

    /** Space left, in bytes. */
    public long freeBytes() {
        try {
            return Files.getFileStore(settings.folder()).getUsableSpace();
        } catch (IOException e) {
            throw ArchiveException.temporary("free space cannot be told: " + e.getMessage(), e);
        }
    }

    /**
     * Why nothing can be written now; empty if something can. After a failed write this tries to write a little beside the
     * segments, since whoever asks may be the one who holds mail back until the answer is good.
     */
    public String writeFailure() {
        if (state.failure().isEmpty()) {
            return "";
        }
        Path probe = settings.folder().resolve("probe.tmp");
        try {
            try (JournalFiles.Output out = settings.files().create(probe)) {
                out.write(ByteBuffer.allocate(PROBE_BYTES), 0);
                out.sync(true);
            }
            settings.files().delete(probe);
            state.failed("");
            return "";
        } catch (IOException e) {
            deleteQuietly(probe);
            return state.failure() + "; and now " + e.getMessage();
        }
    }

    /** Damage known so far. */
    public List<String> damage() {
        return List.copyOf(damage);
    }

    /** What was mended when the journal was opened. */
    public List<String> notices() {
        return notices;
    }

    private void deleteQuietly(Path file) {
        try {
            settings.files().delete(file);
        } catch (IOException e) {
            LOG.debug("{} stays", file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw ArchiveException.temporary("the journal could not be closed", e);
        }
    }

    private Optional<StoredRecord> read(Segment segment, long sequence, long offset) {
        SegmentSource source = segment.reading();
        try (SegmentSource.Reader file = source.open()) {
            RecordFormat format = segment.format();
            byte[] head = file.bytes(offset, format.headerLength());
            Optional<RecordHeader> header = RecordHeader.decode(format, state.journal(), head)
                    .filter(decoded -> decoded.sequence() == sequence);
            if (header.isPresent()) {
                byte[] meta = file.bytes(offset + head.length, header.get().metaLength());
                if (header.get().fits(meta)) {
                    RecordHeader.Stored stored = header.get().stored();
                    long at = offset + format.headerLength() + meta.length;
                    Content raw = new CheckedContent(source, at, stored.length(), stored.sha256());
                    Content content = header.get().encoded() ? decoder.decode(header.get(), raw) : raw;
                    return Optional.of(new StoredRecord(header.get(), meta, content, raw));
                }
            }
            damage.add(segment.name() + ": record " + sequence + " at byte " + offset + " is damaged");
            return Optional.empty();
        } catch (java.io.EOFException e) {
            damage.add(segment.name() + ": cut short, record " + sequence + " at byte " + offset + " is not whole");
            return Optional.empty();
        } catch (IOException e) {
            throw ArchiveException.temporary("record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }
}
