package io.tradepost.server.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Real files that remember how much was written and not synced: what a power cut could take. */
public final class WatchedFiles extends FilePathWrapper {
    static final String SCHEME = "watched";
    static final AtomicLong UNSYNCED_BYTES = new AtomicLong();
    static final AtomicLong SYNCS = new AtomicLong();

    public WatchedFiles() {}

    static void register() {
        FilePath.register(new WatchedFiles());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Watched(super.open(mode));
    }

    private static final class Watched extends FileBaseDefault {
        private final FileChannel channel;

        Watched(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            int written = channel.write(source, position);
            UNSYNCED_BYTES.addAndGet(written);
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
            UNSYNCED_BYTES.set(0);
            SYNCS.incrementAndGet();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
