package io.tradepost.archive.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The real disk, whose n-th operation fails: once, or from then on for good as for a process that was killed. */
public final class StepFiles implements JournalFiles {
    /** How it fails. */
    public enum Way {
        /** The operation does nothing and fails; the next ones work. */
        ONCE,
        /** A write leaves half of its bytes and fails, as does everything after it. */
        KILLED
    }

    private final DiskFiles disk = new DiskFiles();
    private final AtomicLong steps = new AtomicLong();
    private final Way way;
    private volatile long failing;

    public StepFiles(long failing, Way way) {
        this.failing = failing;
        this.way = way;
    }

    /** Operations so far. */
    public long steps() {
        return steps.get();
    }

    /** From now on nothing fails. */
    public void mend() {
        failing = Long.MAX_VALUE;
    }

    private boolean fails() {
        long step = steps.incrementAndGet();
        return way == Way.ONCE ? step == failing : step >= failing;
    }

    private void step(String message) throws IOException {
        if (fails()) {
            throw new IOException(message);
        }
    }

    @Override
    public Output create(Path file) throws IOException {
        step("No space left on device");
        return new Stepped(disk.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new Stepped(disk.open(file));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step("Input/output error");
        disk.syncFolder(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("Input/output error");
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("Input/output error");
        disk.delete(file);
    }

    @Override
    public void makeReadOnly(Path file) throws IOException {
        step("Operation not permitted");
        disk.makeReadOnly(file);
    }

    private final class Stepped implements Output {
        private final Output real;

        Stepped(Output real) {
            this.real = real;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (fails()) {
                if (way == Way.KILLED && steps.get() == failing) {
                    ByteBuffer half = bytes.duplicate();
                    half.limit(half.position() + half.remaining() / 2);
                    real.write(half, position);
                }
                throw new IOException("No space left on device");
            }
            real.write(bytes, position);
        }

        @Override
        public void sync(boolean metadata) throws IOException {
            step("Input/output error");
            real.sync(metadata);
        }

        @Override
        public void truncate(long size) throws IOException {
            step("Input/output error");
            real.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
