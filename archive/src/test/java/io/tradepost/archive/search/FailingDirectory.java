package io.tradepost.archive.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** The real folder of an index, whose n-th operation fails: once, or from then on for good as for a process that was killed. */
final class FailingDirectory extends FilterDirectory {
    /** How it fails. */
    enum Way {
        /** The operation does nothing and fails; the next ones work. */
        ONCE,
        /** A write leaves half of its bytes and fails, as does everything after it. */
        KILLED
    }

    /** So many octets written count as one operation. */
    private static final int STEP = 256;

    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final AtomicLong steps = new AtomicLong();
    private final Way way;
    private volatile long failing;

    FailingDirectory(Path folder, long failing, Way way) throws IOException {
        super(FSDirectory.open(folder));
        this.failing = failing;
        this.way = way;
    }

    /** Operations so far. */
    long steps() {
        return steps.get();
    }

    /** That operation fails, counted from the first. */
    void failAt(long step) {
        failing = step;
    }

    /** From now on nothing fails. */
    void mend() {
        failing = Long.MAX_VALUE;
    }

    private boolean fails() {
        long step = steps.incrementAndGet();
        return way == Way.ONCE ? step == failing : step >= failing;
    }

    private void step() throws IOException {
        if (fails()) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        step();
        return new Failing(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        step();
        return new Failing(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        step();
        super.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
        step();
        super.syncMetaData();
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        step();
        super.rename(source, dest);
    }

    /** As the real one: what can't be deleted is kept in mind and tried again. */
    @Override
    public void deleteFile(String name) throws IOException {
        if (fails()) {
            stuck.add(name);
        } else {
            super.deleteFile(name);
        }
    }

    @Override
    public Set<String> getPendingDeletions() throws IOException {
        for (String name : Set.copyOf(stuck)) {
            if (!fails()) {
                Files.deleteIfExists(
                        ((FSDirectory) getDelegate()).getDirectory().resolve(name));
                stuck.remove(name);
            }
        }
        Set<String> pending = new HashSet<>(super.getPendingDeletions());
        pending.addAll(stuck);
        return pending;
    }

    private final class Failing extends FilterIndexOutput {
        private int written;

        Failing(IndexOutput real) {
            super("failing " + real.getName(), real.getName(), real);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            written++;
            if (written >= STEP) {
                written = 0;
                step();
            }
            super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (written >= STEP) {
                written = 0;
                if (fails()) {
                    super.writeBytes(bytes, offset, length / 2);
                    throw new IOException("No space left on device");
                }
            }
            super.writeBytes(bytes, offset, length);
        }
    }
}
