package io.tradepost.bench.ingest;

import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The real disk, with a count of what is asked to be durable. */
final class CountedFiles implements JournalFiles {
    private final DiskFiles disk = new DiskFiles();
    private final AtomicLong syncs = new AtomicLong();

    /** Syncs of files and folders so far. */
    long syncs() {
        return syncs.get();
    }

    @Override
    public Output create(Path file) throws IOException {
        return new Counted(disk.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new Counted(disk.open(file));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        syncs.incrementAndGet();
        disk.syncFolder(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void makeReadOnly(Path file) throws IOException {
        disk.makeReadOnly(file);
    }

    private final class Counted implements Output {
        private final Output real;

        Counted(Output real) {
            this.real = real;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            real.write(bytes, position);
        }

        @Override
        public void sync(boolean metadata) throws IOException {
            syncs.incrementAndGet();
            real.sync(metadata);
        }

        @Override
        public void truncate(long size) throws IOException {
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
