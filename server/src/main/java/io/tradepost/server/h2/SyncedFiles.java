package io.tradepost.server.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2 files that are on the disk when a write returns.
 *
 * <p>{@code WRITE_DELAY=0} makes H2 write at each commit, but H2 does not ask the kernel to write to the disk: 100
 * messages delivered one after the other made 24 fsyncs of the mailboxes. A killed process loses nothing by that, a power
 * cut does, and by then the queue has forgotten the message (law L1). H2 has no setting for it (its {@code CHECKPOINT SYNC}
 * would have to follow every commit of every library that uses the connection), but it lets a file system be put under
 * it; a commit is one write to the file, seldom two.
 *
 * <p>It stands on H2's asynchronous file layer: on the plain one, an interrupt of one thread that is just reading or writing
 * (James interrupts the work of a mail client that has gone) closes the file, and so the database, for everybody.
 */
public final class SyncedFiles extends FilePathWrapper {
    private static final String SCHEME = "synced";
    private static final String UNINTERRUPTED = "async";

    static {
        FilePath.register(new SyncedFiles());
    }

    /** H2 wants to make one itself for each file. */
    public SyncedFiles() {}

    /**
     * The JDBC address of an embedded database whose commits survive a power cut.
     *
     * @param file    without H2's suffix
     * @param options further settings, each with a semicolon before it
     */
    public static String url(Path file, String options) {
        // H2 keeps what is not needed any more for 45 s, in case the disk has not written yet what replaced it. Here it
        // has.
        return "jdbc:h2:" + SCHEME + ":" + UNINTERRUPTED + ":" + file.toAbsolutePath()
                + ";WRITE_DELAY=0;RETENTION_TIME=0" + options;
    }

    /** The JDBC address of an embedded database that can be made anew, so that it needs no syncs. */
    public static String unsyncedUrl(Path file, String options) {
        return "jdbc:h2:" + UNINTERRUPTED + ":" + file.toAbsolutePath() + options;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel channel = super.open(mode);
        return mode.equals("r") ? channel : new Synced(channel);
    }

    /** A channel that syncs after each change. */
    private static final class Synced extends FileBaseDefault {
        private final FileChannel channel;

        Synced(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            int written = channel.write(source, position);
            // H2 writes the rest when not all was taken.
            if (!source.hasRemaining()) {
                channel.force(false);
            }
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size);
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
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
