package io.tradepost.bench.crash;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Child;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A file system of its own and of a given size, in memory; needs the right to mount. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 64 << 10;
    private static final int CRUMB = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BenchException("no folder to mount on", e);
        }
        SmallDisk disk = new SmallDisk(folder.toAbsolutePath());
        disk.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tradepost-bench");
        return disk;
    }

    private void run(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add(folder.toString());
        Path output = folder.resolveSibling("mount.txt");
        int code = Child.run(command[0], all, output, PATIENCE);
        if (code != 0) {
            throw new BenchException(String.join(" ", all) + " ended with " + code + "; it needs to be run by root");
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Writes a file until not one more block fits, and stays at it: what is freed meanwhile is filled too. */
    long fill() {
        long written = 0;
        int size = BLOCK;
        try (FileChannel channel = FileChannel.open(
                ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (size >= CRUMB) {
                try {
                    written += channel.write(ByteBuffer.allocate(size));
                } catch (IOException full) {
                    size /= 2;
                }
            }
        } catch (IOException e) {
            throw new BenchException("the ballast can't be written", e);
        }
        return written;
    }

    /** Gives the space back. */
    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new BenchException("the ballast can't be removed", e);
        }
    }

    /** Free bytes. */
    long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new BenchException("free space can't be told", e);
        }
    }

    @Override
    public void close() {
        run("umount");
    }
}
