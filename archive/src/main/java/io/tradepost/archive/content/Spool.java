package io.tradepost.archive.content;

import io.tradepost.archive.Content;
import io.tradepost.archive.journal.JournalFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to the journal: in memory while they are few, else in a file that goes away when this is closed. What
 * is written here is encrypted already and needs no sync: the journal has its own.
 */
final class Spool extends OutputStream implements Content {
    /** Most bytes in memory. */
    static final int HELD = 1 << 20;
    /** How the files end, so that those of a killed process are found and removed. */
    static final String SUFFIX = ".spool";

    private static final AtomicLong NAMES = new AtomicLong();

    private final Path folder;
    private final JournalFiles files;
    private final Held held = new Held();
    private @Nullable Path file;
    private JournalFiles.@Nullable Output out;
    private long size;

    /** Gives its bytes without copying them. */
    private static final class Held extends ByteArrayOutputStream {
        Held() {
            super(4096);
        }

        byte[] bytes() {
            return buf;
        }
    }

    Spool(Path folder, JournalFiles files) {
        this.folder = folder;
        this.files = files;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (out == null && size + length > HELD) {
            Path made = folder.resolve(NAMES.incrementAndGet() + SUFFIX);
            file = made;
            out = files.create(made);
            out.write(ByteBuffer.wrap(held.bytes(), 0, held.size()), 0);
            held.reset();
        }
        if (out == null) {
            held.write(bytes, from, length);
        } else {
            out.write(ByteBuffer.wrap(bytes, from, length), size);
        }
        size += length;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        Path spooled = file;
        return spooled == null
                ? new ByteArrayInputStream(held.bytes(), 0, held.size())
                : new java.io.FileInputStream(spooled.toFile());
    }

    /** Lets go of the bytes. */
    @Override
    public void close() throws IOException {
        JournalFiles.Output open = out;
        Path spooled = file;
        out = null;
        if (open != null) {
            open.close();
        }
        if (spooled != null) {
            files.delete(spooled);
        }
    }
}
