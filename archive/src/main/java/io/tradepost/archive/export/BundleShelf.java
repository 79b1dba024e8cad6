package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of exports that are fetched over the network: where they lie, what they take, and when they go. */
final class BundleShelf {
    private static final String ZIP = ".zip";
    /** Until somebody says how long: nothing may go because its owner was not heard yet. */
    private static final Duration AGES = Duration.ofDays(36_500);

    private final Exports exports;
    private final Path folder;
    private volatile Duration keep = AGES;

    BundleShelf(Exports exports, Path folder) {
        this.exports = exports;
        this.folder = folder;
    }

    void keepFor(Duration time) {
        keep = time;
    }

    /** Makes sure that there is a place for files. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
    }

    Path file(ExportId id) {
        return folder.resolve(id.value() + ZIP);
    }

    /** Whether the file of this export is there, whole. */
    boolean holds(ExportId id) {
        return Files.isRegularFile(file(id)) && exports.finished(id).isPresent();
    }

    /** All that are there, oldest first. */
    List<KeptBundle> list() {
        List<KeptBundle> kept = new ArrayList<>();
        for (ExportId id : ids(Files::isRegularFile)) {
            Optional<Instant> finished = exports.finished(id).map(ExportRecord::at);
            if (finished.isPresent()) {
                kept.add(new KeptBundle(
                        id, size(file(id)), finished.get(), finished.get().plus(keep)));
            }
        }
        return kept;
    }

    /** Exports that were begun and have not ended. */
    List<ExportId> unfinished() {
        return ids(Files::isDirectory);
    }

    /** Deletes the file, and what an export that failed has left; recorded first. Whether there was anything. */
    boolean discard(ExportId id, Reader reader, String action) {
        Path work = WorkFolder.place(file(id), ExportOrder.Form.ZIP);
        boolean there = Files.exists(file(id)) || Files.exists(work);
        exports.discarded(id, reader, action, there);
        try {
            Files.deleteIfExists(file(id));
            if (Files.exists(work)) {
                try (Stream<Path> all = Files.walk(work)) {
                    for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(one);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw ArchiveException.temporary("the export " + id + " cannot be deleted: " + e.getMessage(), e);
        }
        return there;
    }

    /** Deletes what has lain here long enough; how many that were. */
    int expire(Instant now, Reader server) {
        int gone = 0;
        for (KeptBundle one : list()) {
            if (!now.isBefore(one.until()) && discard(one.id(), server, "export-expire")) {
                gone++;
            }
        }
        return gone;
    }

    /** What an entry of the folder has to be. */
    private interface Form {
        boolean fits(Path path);
    }

    private List<ExportId> ids(Form form) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(form::fits)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.contains(ZIP) && ExportId.isOne(name.substring(0, name.indexOf(ZIP))))
                    .map(name -> new ExportId(name.substring(0, name.indexOf(ZIP))))
                    .sorted(Comparator.comparing(ExportId::value))
                    .toList();
        } catch (IOException e) {
            throw ArchiveException.temporary("exports in " + folder + " can't be looked at: " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw ArchiveException.temporary("the export " + file + " can't be looked at: " + e.getMessage(), e);
        }
    }
}
