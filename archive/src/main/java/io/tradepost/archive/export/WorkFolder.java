package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchiveException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an unfinished export keeps beside its result; locked while somebody works on it. */
final class WorkFolder implements AutoCloseable {
    private static final String NAME = ".unfinished";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FileChannel lockFile;

    private WorkFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Where the work folder of an export with this target is. */
    static Path place(Path target, ExportOrder.Form form) {
        return form == ExportOrder.Form.FOLDER
                ? target.resolve(NAME)
                : target.resolveSibling(target.getFileName() + NAME);
    }

    /** The form of the unfinished export at this target, if there is one. */
    static Optional<ExportOrder.Form> unfinished(Path target) {
        return Stream.of(ExportOrder.Form.values())
                .filter(form -> Files.isDirectory(place(target, form)))
                .findFirst();
    }

    static WorkFolder open(Path target, ExportOrder.Form form) throws IOException {
        Path folder = place(target, form);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @SuppressWarnings("resource") // Ends with its channel.
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new WorkFolder(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw busy(target, e);
        }
        channel.close();
        throw busy(target, new IOException("locked by another process"));
    }

    private static ArchiveException busy(Path target, Exception cause) {
        return ArchiveException.temporary("somebody is at work on the export in " + target, cause);
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Optional<ExportPlan> plan() throws IOException {
        Path file = file("plan.json");
        try {
            return Files.exists(file) ? Optional.of(ExportPlan.of(read(file))) : Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw ArchiveException.permanent(file + " can't be understood: " + e.getMessage(), e);
        }
    }

    void save(ExportPlan plan) throws IOException {
        replace("plan.json", JSON.writeValueAsBytes(plan.json()));
    }

    ExportState state() throws IOException {
        Path file = file("state");
        return Files.exists(file) ? ExportState.of(read(file)) : ExportState.BEGIN;
    }

    void save(ExportState state) throws IOException {
        replace("state", JSON.writeValueAsBytes(state.json()));
    }

    /** Keeps a small file, whole. */
    void write(String name, byte[] bytes) throws IOException {
        replace("kept-" + name, bytes);
    }

    /** The small file that was kept, if there is one. */
    Optional<byte[]> kept(String name) throws IOException {
        Path file = file("kept-" + name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    private void replace(String name, byte[] bytes) throws IOException {
        Path fresh = file(name + ".tmp");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
        Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The export is done: nothing of this is needed any more. */
    void remove() throws IOException {
        lockFile.close();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.delete(one);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
