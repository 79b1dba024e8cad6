package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder: the archive's own, or one on a disk of somebody else, mounted here.
 *
 * @param name      for people
 * @param root      where it lies
 * @param mustExist whether a folder that is not there is a failure: a share that is not mounted must not be filled by a folder
 *                  of the same name on our own disk
 */
public record FolderShelf(String name, Path root, boolean mustExist) implements Shelf {
    @Override
    public Optional<byte[]> get(String path) {
        check();
        try {
            return Optional.of(Files.readAllBytes(root.resolve(path)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(String path, byte[] bytes) {
        check();
        Path file = root.resolve(path);
        Path folder = file.resolveSibling(".");
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(folder.normalize());
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                java.nio.ByteBuffer left = java.nio.ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void discard(String path) {
        check();
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public List<String> below(String path) {
        check();
        Path top = root.resolve(path);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(".tmp"))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw failed(e);
        }
    }

    private void check() {
        if (mustExist && !Files.isDirectory(root)) {
            throw ArchiveException.temporary(
                    "the folder " + root + " is not there", new IllegalStateException("not mounted?"));
        }
    }

    private ArchiveException failed(Exception e) {
        return ArchiveException.temporary("the folder " + root + " cannot be used: " + e.getMessage(), e);
    }
}
