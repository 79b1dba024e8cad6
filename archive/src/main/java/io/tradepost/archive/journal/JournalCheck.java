package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.VerifyReport.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads every byte up to the end that was durable when the check began, and hashes every record again. Looks at the files
 * alone, not at any table, so that what it says depends on nothing but the journal.
 */
public final class JournalCheck {
    private static final int MOST_PROBLEMS = 1000;
    private static final long STEP = 8L << 20;

    private static final RecordVisitor NOBODY = new RecordVisitor() {
        @Override
        public void visit(Visited record) {
            // A check of the journal alone needs to remember nothing.
        }

        @Override
        public void segmentDone(Mark mark) {
            // Nor to be taken up again.
        }
    };

    private final Path folder;
    private final UUID journal;
    private final List<Segment> segments;
    private final long nextSequence;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private RecordVisitor visitor = NOBODY;
    private long records;
    private long bytes;
    private long expected;

    JournalCheck(Path folder, UUID journal, List<Segment> segments, long nextSequence) {
        this.folder = folder;
        this.journal = journal;
        this.segments = segments;
        this.nextSequence = nextSequence;
    }

    /** The sequence behind the last record that is looked at. */
    public long end() {
        return nextSequence;
    }

    /** Runs the check; {@code done} and {@code total} of the progress are bytes. */
    public VerifyReport run(Consumer<Progress> progress) {
        return run(progress, NOBODY, RecordVisitor.Mark.start());
    }

    /** Runs the check from a mark on and shows each good record to the visitor. */
    public VerifyReport run(Consumer<Progress> progress, RecordVisitor shown, RecordVisitor.Mark from) {
        takeUp(from);
        visitor = shown;
        try {
            long total = segments.stream().mapToLong(Segment::end).sum();
            for (int i = 0; i < segments.size(); i++) {
                if (segments.get(i).first() < from.segment()) {
                    continue;
                }
                boolean last = i + 1 == segments.size();
                long nextFirst = last ? nextSequence : segments.get(i + 1).first();
                segment(segments.get(i), nextFirst, last, done -> progress.accept(new Progress("verify", done, total)));
                progress.accept(new Progress("verify", bytes, total));
                if (!last) {
                    visitor.segmentDone(new RecordVisitor.Mark(nextFirst, records, bytes, expected, problems, notices));
                }
            }
            missing("", -1, nextSequence);
            strangers();
            progress.accept(new Progress("verify", total, total));
        } catch (IOException e) {
            throw ArchiveException.temporary("the journal cannot be read: " + e.getMessage(), e);
        }
        return new VerifyReport(records, segments.size(), bytes, problems, notices);
    }

    private void takeUp(RecordVisitor.Mark mark) {
        records = mark.records();
        bytes = mark.bytes();
        expected = mark.expected();
        problems.addAll(mark.problems());
        notices.addAll(mark.notices());
    }

    private void segment(Segment segment, long nextFirst, boolean last, Consumer<Long> progress) throws IOException {
        SegmentSource source = segment.reading();
        if (segment.isGone()) {
            expected = Math.max(expected, nextFirst);
            return;
        }
        if (!source.exists()) {
            problem(segment.name(), -1, expected, "the segment file is missing");
            expected = Math.max(expected, nextFirst);
            return;
        }
        boolean headerFits = JournalOpening.headerOf(source)
                .filter(header -> header.journal().equals(journal) && header.firstSequence() == segment.first())
                .isPresent();
        if (!headerFits) {
            problem(segment.name(), 0, segment.first(), "the segment's header is damaged or another journal's");
        }
        missing(segment.name(), SegmentHeader.LENGTH, segment.first());
        long limit = last ? segment.end() : Long.MAX_VALUE;
        if (last && source.size() < segment.end()) {
            problem(segment.name(), source.size(), -1, "the segment is shorter than it was");
        }
        long reported = bytes;
        try (SegmentScanner scanner = new SegmentScanner(
                source, journal, SegmentHeader.LENGTH, limit, segment.first() - 1, SegmentScanner.Depth.HASH)) {
            long start = bytes;
            for (Optional<SegmentScanner.Found> found = scanner.next(); found.isPresent(); found = scanner.next()) {
                judge(segment, nextFirst, found.get(), start);
                if (bytes - reported > STEP) {
                    reported = bytes;
                    progress.accept(bytes);
                }
            }
            bytes = start + scanner.limit();
        }
        missing(segment.name(), -1, nextFirst);
    }

    private void judge(Segment segment, long nextFirst, SegmentScanner.Found found, long start) {
        switch (found) {
            case SegmentScanner.Whole whole -> {
                long sequence = whole.header().sequence();
                if (sequence >= nextFirst) {
                    notices.add(segment.name() + ": record " + sequence + " at byte " + whole.offset()
                            + " is void: the segment was given up before it was durable");
                    return;
                }
                missing(segment.name(), whole.offset(), sequence);
                expected = sequence + 1;
                records++;
                visitor.visit(new RecordVisitor.Visited(segment.name(), whole.offset(), whole.header(), whole.meta()));
                bytes = start + whole.offset() + whole.header().totalLength();
            }
            case SegmentScanner.Damaged bad -> problem(segment.name(), bad.from(), expected, bad.why());
            case SegmentScanner.Tail tail -> {
                if (expected >= nextFirst) {
                    notices.add(segment.name() + ": bytes from " + tail.from()
                            + " on are void: the segment was given up there");
                } else {
                    problem(segment.name(), tail.from(), expected, tail.why());
                }
            }
        }
    }

    /** Notes a gap if the records before {@code found} are not all there. */
    private void missing(String segment, long offset, long found) {
        if (expected < found) {
            String which = found - expected == 1
                    ? "record " + expected + " is"
                    : "records " + expected + " to " + (found - 1) + " are";
            problem(segment, offset, expected, which + " missing");
            expected = found;
        }
    }

    /** Files with a segment's name that were not there when the journal was opened. */
    private void strangers() throws IOException {
        List<Path> known = segments.stream().map(Segment::file).toList();
        for (Path file : JournalOpening.segmentFiles(folder)) {
            long first = SegmentHeader.firstSequenceOf(file).orElse(0);
            if (!known.contains(file) && first < nextSequence) {
                problem(String.valueOf(file.getFileName()), 0, first, "a segment file that does not belong here");
            }
        }
    }

    private void problem(String segment, long offset, long sequence, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(segment, offset, sequence, message));
        }
    }
}
