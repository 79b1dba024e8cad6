package io.tradepost.archive.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A segment in a file of this machine. */
public record FileSource(Path file) implements SegmentSource {
    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public Reader open() throws IOException {
        return new Open(new RandomAccessFile(file.toFile(), "r"));
    }

    /** Not a channel: a reader that is interrupted must not close anything for others. */
    private record Open(RandomAccessFile in) implements Reader {
        @Override
        public int read(long position, byte[] into, int from, int length) throws IOException {
            in.seek(position);
            return in.read(into, from, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
