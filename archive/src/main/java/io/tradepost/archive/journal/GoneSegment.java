package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sealed segment that was let go of, and the table that stands in for it: it holds nothing. In its stead lies a note,
 * {@code <20 digits>.tpj.gone}, that says which sequences it held, since these are never given out again. The note is durable
 * before the file goes; where both are found the deletion was cut off and is carried out.
 *
 * @param first        sequence from which on it may have held records
 * @param nextSequence sequence behind its last one
 */
record GoneSegment(long first, long nextSequence) implements SegmentTable {
    private static final String NOTE = ".gone";
    private static final Pattern TEXT =
            Pattern.compile("tradepost segment gone, held ([0-9]{1,18}) to ([0-9]{1,18})\n");

    /** The segments that notes in a folder speak of; what a crash left of them is removed. */
    static Map<Path, GoneSegment> settle(Path folder, JournalFiles files) throws IOException {
        List<Path> notes;
        try (Stream<Path> all = Files.list(folder)) {
            notes = all.filter(path -> path.toString().endsWith(NOTE)).toList();
        }
        Map<Path, GoneSegment> gone = new HashMap<>();
        for (Path note : notes) {
            String name = String.valueOf(note.getFileName());
            Path segment = note.resolveSibling(name.substring(0, name.length() - NOTE.length()));
            gone.put(segment, read(note));
            delete(segment, files);
        }
        return gone;
    }

    private static GoneSegment read(Path note) throws IOException {
        Matcher matcher = TEXT.matcher(Files.readString(note, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw ArchiveException.permanent(note.getFileName() + " is damaged");
        }
        return new GoneSegment(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1);
    }

    /** Leaves the note for this segment; durable when this returns. */
    void write(Path segment, JournalFiles files) throws IOException {
        Path note = segment.resolveSibling(segment.getFileName() + NOTE);
        Path temporary = note.resolveSibling(note.getFileName() + ".tmp");
        byte[] text = ("tradepost segment gone, held " + first + " to " + (nextSequence - 1) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(ByteBuffer.wrap(text), 0);
            out.sync(true);
        }
        files.rename(temporary, note);
        files.syncFolder(segment.toAbsolutePath().resolve("..").normalize());
    }

    /** Removes what is left of the segment. */
    static void delete(Path segment, JournalFiles files) throws IOException {
        files.delete(segment);
        files.delete(KeyFile.besides(segment));
    }

    Segment segment(Path file) {
        return new Segment(new FileSource(file), file, RecordFormat.NEWEST, first, this, 0, 0);
    }

    @Override
    public long offsetOf(long sequence) {
        return 0;
    }

    @Override
    public void matches(long fingerprint, LongConsumer sequences) {
        // It holds nothing, so nothing of it matches.
    }
}
