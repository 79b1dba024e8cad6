package io.tradepost.archive.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A segment that may be brought elsewhere between the question where it is and its opening. What does not find it where it
 * was looks again where it is by then: the new place is told before the old file goes.
 *
 * @param where it is now
 */
record MovingSource(Supplier<SegmentSource> where) implements SegmentSource {
    /** Something asked of one place. */
    private interface Question<T> {
        T of(SegmentSource place) throws IOException;
    }

    @Override
    public String name() {
        return where.get().name();
    }

    @Override
    public Optional<RecordFormat> format() {
        return where.get().format();
    }

    @Override
    public boolean exists() throws IOException {
        SegmentSource before = where.get();
        if (before.exists()) {
            return true;
        }
        SegmentSource now = where.get();
        return !now.equals(before) && now.exists();
    }

    @Override
    public long size() throws IOException {
        return ask(SegmentSource::size);
    }

    @Override
    public Reader open() throws IOException {
        return ask(SegmentSource::open);
    }

    private <T> T ask(Question<T> question) throws IOException {
        SegmentSource before = where.get();
        try {
            return question.of(before);
        } catch (FileNotFoundException | NoSuchFileException e) {
            SegmentSource now = where.get();
            if (now.equals(before)) {
                throw e;
            }
            return question.of(now);
        }
    }
}
