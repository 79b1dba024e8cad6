package io.tradepost.archive.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a journal's folder holds after whatever happened to it.
 *
 * <p>Only the last segment can have a torn tail, since the one before is durable before the next begins. Bytes behind its
 * last whole record are cut off if no record follows them, and are kept in a {@code .torn} file of their own, since a
 * damaged last record looks the same as one that was never finished. If a record does follow, nothing is touched: that is
 * damage, and new records go to a new segment.
 */
final class JournalOpening {
    private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);
    private static final int COPY = 64 << 10;

    private final JournalSettings settings;
    private final List<String> damage = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /**
     * What was found.
     *
     * @param segments in order
     * @param appendTo whether new records may go behind those of the last segment
     */
    record Found(
            UUID journal,
            List<Segment> segments,
            boolean appendTo,
            long nextSequence,
            List<String> damage,
            List<String> notices) {}

    /** What a scan of one segment gave. */
    private record Scan(
            RecordFormat format, MemoryTable table, long end, int damagedRegions, Optional<SegmentScanner.Tail> tail) {}

    JournalOpening(JournalSettings settings) {
        this.settings = settings;
    }

    Found open() throws IOException {
        Files.createDirectories(settings.folder());
        Map<Path, GoneSegment> gone =
                settings.forgetting() ? GoneSegment.settle(settings.folder(), settings.files()) : Map.of();
        List<Path> files = Stream.concat(segmentFiles(settings.folder()).stream(), gone.keySet().stream())
                .distinct()
                .sorted(Comparator.comparingLong(JournalOpening::firstOf))
                .toList();
        UUID journal = JournalId.of(
                settings, files.stream().filter(file -> !gone.containsKey(file)).toList(), this::sourceOf);
        List<Segment> segments = new ArrayList<>();
        boolean appendTo = false;
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            GoneSegment left = gone.get(file);
            if (left != null) {
                segments.add(left.segment(file));
            } else if (i + 1 < files.size()) {
                segments.add(sealed(journal, file, firstOf(files.get(i + 1))));
            } else {
                appendTo = last(journal, file, segments);
            }
        }
        long next = 0;
        for (Segment segment : segments) {
            next = Math.max(next, segment.table().nextSequence());
        }
        return new Found(journal, segments, appendTo, next, damage, notices);
    }

    static List<Path> segmentFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(JournalOpening::withoutNote)
                    .filter(file -> SegmentHeader.firstSequenceOf(file).isPresent())
                    .distinct()
                    .sorted(Comparator.comparingLong(JournalOpening::firstOf))
                    .toList();
        }
    }

    static Optional<SegmentHeader> headerOf(SegmentSource source) throws IOException {
        try (SegmentSource.Reader in = source.open()) {
            return SegmentHeader.decode(in.bytes(0, (int) Math.min(source.size(), SegmentHeader.LENGTH)));
        }
    }

    /** The segment that a note stands for, or the file itself. */
    private static Path withoutNote(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(KeptSegments.NOTE)
                ? file.resolveSibling(name.substring(0, name.length() - KeptSegments.NOTE.length()))
                : file;
    }

    /** A segment's file, or if that is elsewhere, what the note in its stead says. */
    private SegmentSource sourceOf(Path file) throws IOException {
        Path note = file.resolveSibling(file.getFileName() + KeptSegments.NOTE);
        return Files.exists(file) || !Files.exists(note)
                ? new FileSource(file)
                : settings.kept().find(note);
    }

    private Segment sealed(UUID journal, Path file, long nextFirst) throws IOException {
        long first = firstOf(file);
        SegmentSource source = sourceOf(file);
        // One that was brought elsewhere was looked at then; its place may be out of reach now, and mail must flow.
        if (source.format().isEmpty() && !headerFits(journal, first, source)) {
            damage.add(file.getFileName() + ": its header is damaged");
        }
        long size = source.size();
        Path keys = KeyFile.besides(file);
        Optional<KeyFile> known = KeyFile.load(keys, journal, first, size);
        if (known.isEmpty()) {
            Scan scan = scan(journal, first, source, nextFirst);
            boolean complete = scan.table.nextSequence() == nextFirst;
            int damaged = scan.damagedRegions + (scan.tail.isPresent() && !complete ? 1 : 0);
            try {
                KeyFile.write(settings.files(), keys, journal, scan.table, size, damaged);
                known = KeyFile.load(keys, journal, first, size);
            } catch (IOException e) {
                LOG.warn("cannot write {}; it is kept in memory instead", keys.getFileName(), e);
            }
            if (known.isEmpty()) {
                if (damaged > 0) {
                    damage.add(damageOf(file, damaged));
                }
                return new Segment(source, file, scan.format, first, scan.table, size, damaged);
            }
        }
        if (known.get().damagedRegions() > 0) {
            damage.add(damageOf(file, known.get().damagedRegions()));
        }
        RecordFormat format = RecordFormat.of(source, journal);
        return new Segment(
                source, file, format, first, known.get(), size, known.get().damagedRegions());
    }

    private static String damageOf(Path file, int regions) {
        return file.getFileName() + ": " + regions + (regions == 1 ? " region is" : " regions are")
                + " damaged; verify names the records";
    }

    /** Adds the last segment if there is anything in it; whether it can be appended to. */
    private boolean last(UUID journal, Path file, List<Segment> segments) throws IOException {
        long first = firstOf(file);
        SegmentSource source = sourceOf(file);
        boolean headerFits = headerFits(journal, first, source);
        Scan scan = scan(journal, first, source, Long.MAX_VALUE);
        boolean empty = scan.table.nextSequence() == first;
        if (!headerFits && empty) {
            Path aside = file.resolveSibling(file.getFileName() + ".torn");
            settings.files().rename(file, aside);
            settings.files().syncFolder(settings.folder());
            notice("segment " + file.getFileName()
                    + " was begun but not finished; it holds no record and was put aside as " + aside.getFileName());
            return false;
        }
        Segment segment = new Segment(source, file, scan.format, first, scan.table, scan.end, scan.damagedRegions);
        segments.add(segment);
        if (!headerFits) {
            damage.add(file.getFileName() + ": its header is damaged");
        }
        if (scan.damagedRegions > 0) {
            damage.add(damageOf(file, scan.damagedRegions));
        }
        if (!Files.exists(file) || !Files.isWritable(file)) {
            // It was sealed, and the segment that followed it is gone.
            return false;
        }
        boolean clean = scan.tail.isEmpty() || cut(file, scan.tail.get());
        syncBeforeTrust(file);
        return clean && headerFits && scan.damagedRegions == 0 && scan.format == RecordFormat.NEWEST;
    }

    /** What a killed process wrote may stand in memory only; it counts as durable from here on, so it must be. */
    private void syncBeforeTrust(Path file) throws IOException {
        try (JournalFiles.Output out = settings.files().open(file)) {
            out.sync(true);
        }
        settings.files().syncFolder(settings.folder());
    }

    private boolean cut(Path file, SegmentScanner.Tail tail) {
        Path aside = file.resolveSibling(file.getFileName() + "." + tail.from() + ".torn");
        try {
            copy(file, tail, aside);
            try (JournalFiles.Output out = settings.files().open(file)) {
                out.truncate(tail.from());
                out.sync(true);
            }
            notice("segment " + file.getFileName() + " ended in " + (tail.to() - tail.from())
                    + " bytes that are no whole record (" + tail.why() + "); cut at byte " + tail.from()
                    + ", kept as " + aside.getFileName());
            return true;
        } catch (IOException e) {
            LOG.warn("cannot cut the torn tail of {}; a new segment is begun", file.getFileName(), e);
            notice("segment " + file.getFileName() + " ends in bytes that are no whole record, from byte "
                    + tail.from());
            return false;
        }
    }

    private void copy(Path file, SegmentScanner.Tail tail, Path aside) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
                JournalFiles.Output out = settings.files().create(aside)) {
            byte[] chunk = new byte[COPY];
            long done = 0;
            long length = tail.to() - tail.from();
            in.seek(tail.from());
            while (done < length) {
                int n = in.read(chunk, 0, (int) Math.min(COPY, length - done));
                if (n < 0) {
                    break;
                }
                out.write(ByteBuffer.wrap(chunk, 0, n), done);
                done += n;
            }
            out.sync(true);
        }
    }

    private static Scan scan(UUID journal, long first, SegmentSource source, long nextFirst) throws IOException {
        ScannedRecords records = new ScannedRecords(first, nextFirst);
        int damaged = 0;
        Optional<SegmentScanner.Tail> tail = Optional.empty();
        try (SegmentScanner scanner = new SegmentScanner(
                source, journal, SegmentHeader.LENGTH, Long.MAX_VALUE, first - 1, SegmentScanner.Depth.CHECKSUM)) {
            for (Optional<SegmentScanner.Found> found = scanner.next(); found.isPresent(); found = scanner.next()) {
                switch (found.get()) {
                    case SegmentScanner.Whole whole -> records.add(whole);
                    case SegmentScanner.Damaged bad -> {
                        damaged++;
                        records.keepAll();
                    }
                    case SegmentScanner.Tail torn -> tail = Optional.of(torn);
                }
            }
            if (nextFirst == Long.MAX_VALUE) {
                tail = records.takeUnfinished(scanner.limit(), tail);
            }
            records.keepAll();
            return new Scan(scanner.format(), records.table(), records.end(), damaged, tail);
        }
    }

    private static boolean headerFits(UUID journal, long first, SegmentSource source) throws IOException {
        return headerOf(source)
                .filter(header -> header.journal().equals(journal) && header.firstSequence() == first)
                .isPresent();
    }

    private void notice(String text) {
        LOG.warn("{}", text);
        notices.add(text);
    }

    private static long firstOf(Path file) {
        return SegmentHeader.firstSequenceOf(file).orElseThrow();
    }
}
