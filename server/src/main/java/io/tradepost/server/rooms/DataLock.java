package io.tradepost.server.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The right to open a data folder, held by one process at a time and given back by the operating system even when the
 * process is killed.
 */
public final class DataLock implements AutoCloseable {
    /**
     * Folders that this very process holds. POSIX gives up a file's locks when <em>any</em> descriptor of the process on
     * that file is closed, so the file must not even be opened a second time.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private DataLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder, waiting a while for another short command to finish. */
    public static DataLock take(DataFolder folder, String work, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<DataLock> lock = tryTake(folder, work);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw busy(folder);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy(folder);
            }
        }
    }

    /** Takes the folder if nobody has it. */
    public static Optional<DataLock> tryTake(DataFolder folder, String work) throws IOException {
        Path file = folder.path().toRealPath().resolve(folder.lockFile().getFileName());
        synchronized (HELD) {
            if (!HELD.add(file)) {
                return Optional.empty();
            }
            Optional<DataLock> lock = Optional.empty();
            try {
                lock = open(file, work);
                return lock;
            } finally {
                if (lock.isEmpty()) {
                    HELD.remove(file);
                }
            }
        }
    }

    private static Optional<DataLock> open(Path file, String work) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        String text = ProcessHandle.current().pid() + "\n" + work + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        return Optional.of(new DataLock(file, channel, lock));
    }

    private static DataFolderBusyException busy(DataFolder folder) throws IOException {
        synchronized (HELD) {
            if (HELD.contains(
                    folder.path().toRealPath().resolve(folder.lockFile().getFileName()))) {
                return new DataFolderBusyException(
                        folder, ProcessHandle.current().pid(), "this process");
            }
        }
        List<String> lines = Files.readAllLines(folder.lockFile());
        long pid = lines.isEmpty() || !lines.get(0).matches("\\d{1,18}") ? 0 : Long.parseLong(lines.get(0));
        return new DataFolderBusyException(folder, pid, lines.size() < 2 ? "?" : lines.get(1));
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.truncate(0);
                lock.release();
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the data folder's lock could not be given back", e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
