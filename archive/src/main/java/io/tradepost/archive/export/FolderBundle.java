package io.tradepost.archive.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bundle as a folder. Each file is written beside it and then moved to its place, so that none is ever half there. */
final class FolderBundle implements Bundle {
    private final Path folder;
    private final Path fresh;
    private final List<Path> unsynced = new ArrayList<>();
    private final Set<Path> made = new HashSet<>();

    FolderBundle(Path folder, Path work) {
        this.folder = folder;
        this.fresh = work.resolve("file.tmp");
    }

    @Override
    public Added add(String name, long size, Body body) throws IOException {
        HashingOutput hashing;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
            hashing = new HashingOutput(out);
            body.writeTo(hashing);
        }
        place(fresh, name);
        return hashing.added();
    }

    @Override
    public Added adopt(String name, Path file) throws IOException {
        if (Files.exists(file)) {
            place(file, name);
        }
        HashingOutput hashing = new HashingOutput(OutputStream.nullOutputStream());
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            in.transferTo(hashing);
        }
        return hashing.added();
    }

    private void place(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Path parent = target.resolveSibling(".").normalize();
        if (made.add(parent)) {
            Files.createDirectories(parent);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        unsynced.add(target);
    }

    @Override
    public Map<String, Long> sync() throws IOException {
        for (Path file : unsynced) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
        unsynced.clear();
        return Map.of();
    }

    @Override
    public void finish() throws IOException {
        sync();
    }

    @Override
    public void close() {
        // Nothing is kept open between two files.
    }
}
