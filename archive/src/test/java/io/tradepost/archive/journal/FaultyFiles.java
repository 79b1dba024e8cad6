package io.tradepost.archive.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A real disk that fails as told, and that can lose its power: then all is gone that was not synced, names too.
 */
public final class FaultyFiles implements JournalFiles {
    /** Ways to fail. */
    public enum Fault {
        NO_SPACE,
        WRITE_ERROR,
        SHORT_WRITE,
        SYNC_ERROR,
        RENAME_ERROR,
        CREATE_ERROR,
        TRUNCATE_ERROR,
        FOLDER_SYNC_ERROR
    }

    private final DiskFiles disk = new DiskFiles();
    private final Random random;
    private final Map<Path, Long> durable = new HashMap<>();
    private final Set<Path> named = new HashSet<>();
    private double likelihood;
    private Set<Fault> faults = Set.of();
    private int folderSyncs;
    private int failingFolderSync;

    public FaultyFiles(long seed) {
        random = new Random(seed);
    }

    /** From now on each operation that can fail in one of these ways does so this often, 0 to 1. */
    public synchronized void fail(double howOften, Fault... ways) {
        likelihood = howOften;
        faults = Set.of(ways);
    }

    /** The n-th sync of a folder fails, from 1; the others work. */
    public synchronized void failFolderSync(int n) {
        failingFolderSync = n;
    }

    /** Syncs of folders so far. */
    public synchronized int folderSyncs() {
        return folderSyncs;
    }

    /** Takes what is in the folder as durable. */
    public synchronized void adopt(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    durable.put(file, Files.size(file));
                    named.add(file);
                }
            }
        }
    }

    /** Puts the folder into the state in which a power cut leaves it. Nothing may be open. */
    public synchronized void losePower(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!named.contains(file)) {
                    Files.delete(file);
                } else if (Files.size(file) > durable.getOrDefault(file, 0L)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(durable.getOrDefault(file, 0L));
                    }
                }
            }
        }
    }

    private synchronized void maybe(Fault fault, String message) throws IOException {
        if (faults.contains(fault) && random.nextDouble() < likelihood) {
            throw new IOException(message);
        }
    }

    private synchronized boolean chosen(Fault fault) {
        return faults.contains(fault) && random.nextDouble() < likelihood;
    }

    @Override
    public Output create(Path file) throws IOException {
        maybe(Fault.CREATE_ERROR, "No space left on device");
        synchronized (this) {
            durable.remove(file);
            named.remove(file);
        }
        return new Faulty(file, disk.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new Faulty(file, disk.open(file));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        maybe(Fault.FOLDER_SYNC_ERROR, "Input/output error");
        synchronized (this) {
            if (++folderSyncs == failingFolderSync) {
                throw new IOException("Input/output error");
            }
        }
        disk.syncFolder(folder);
        try (var files = Files.list(folder)) {
            synchronized (this) {
                files.forEach(named::add);
            }
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        maybe(Fault.RENAME_ERROR, "Input/output error");
        disk.rename(from, to);
        synchronized (this) {
            durable.put(to, durable.getOrDefault(from, 0L));
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void makeReadOnly(Path file) throws IOException {
        disk.makeReadOnly(file);
    }

    private final class Faulty implements Output {
        private final Path file;
        private final Output real;

        Faulty(Path file, Output real) {
            this.file = file;
            this.real = real;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            maybe(Fault.WRITE_ERROR, "Input/output error");
            maybe(Fault.NO_SPACE, "No space left on device");
            if (chosen(Fault.SHORT_WRITE)) {
                ByteBuffer half = bytes.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                real.write(half, position);
                throw new IOException("No space left on device");
            }
            real.write(bytes, position);
        }

        @Override
        public void sync(boolean metadata) throws IOException {
            maybe(Fault.SYNC_ERROR, "Input/output error");
            real.sync(metadata);
            long size = real.size();
            synchronized (FaultyFiles.this) {
                durable.put(file, size);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            maybe(Fault.TRUNCATE_ERROR, "Input/output error");
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
