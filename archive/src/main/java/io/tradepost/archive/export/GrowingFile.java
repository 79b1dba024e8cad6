package io.tradepost.archive.export;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file that grows message by message, and after a crash is cut back to what the state speaks of. */
final class GrowingFile extends OutputStream {
    private final FileOutputStream file;
    private final OutputStream buffer;
    private long length;

    /** Goes on behind the first {@code length} bytes; what stands there later is cut off. */
    GrowingFile(Path path, long length) throws IOException {
        try (RandomAccessFile cut = new RandomAccessFile(path.toFile(), "rw")) {
            if (cut.length() < length) {
                throw new IOException(path + " has " + cut.length() + " bytes but should have " + length
                        + ": it was changed, so this export can't go on");
            }
            cut.setLength(length);
        }
        this.file = new FileOutputStream(path.toFile(), true);
        this.buffer = new BufferedOutputStream(file, 1 << 16);
        this.length = length;
    }

    long length() {
        return length;
    }

    @Override
    public void write(int one) throws IOException {
        buffer.write(one);
        length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        buffer.write(bytes, from, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        buffer.flush();
    }

    /** All of it is on the disk when this returns. */
    void sync() throws IOException {
        buffer.flush();
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
