package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.FileSource;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.SegmentSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Keeps segments as read-only files of a folder, which may be on another disk. */
public final class LocalSegmentStore implements SegmentStore {
    private static final int CHUNK = 1 << 20;

    private final Path folder;
    private final JournalFiles files;

    /**
     * @param folder where they go; made if absent
     */
    public LocalSegmentStore(Path folder, JournalFiles files) {
        this.folder = folder;
        this.files = files;
    }

    @Override
    public String place() {
        return "the folder " + folder;
    }

    @Override
    public KeptSegment keep(Path sealed) {
        KeptSegment kept = KeptSegment.of(sealed).in(folder.toString(), "", Instant.EPOCH);
        Path target = folder.resolve(kept.name());
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                files.syncFolder(folder.toAbsolutePath().resolve("..").normalize());
            }
            if (!Files.exists(target)) {
                copy(sealed, target, kept.bytes());
            }
            if (!KeptSegment.of(target).sha256().equals(kept.sha256())) {
                throw ArchiveException.permanent(target + " holds other bytes than " + sealed + ": one was changed");
            }
            files.makeReadOnly(target);
            // Each time: whoever put the file here may have failed at just this, and what has no durable name is not
            // kept.
            files.syncFolder(folder);
        } catch (IOException e) {
            throw ArchiveException.temporary(sealed + " cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
        return kept;
    }

    @Override
    public SegmentSource source(KeptSegment kept) {
        return new FileSource(folder.resolve(kept.name()));
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    private void copy(Path sealed, Path target, long bytes) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try (InputStream in = Files.newInputStream(sealed);
                JournalFiles.Output out = files.create(temporary)) {
            long at = 0;
            while (at < bytes) {
                byte[] chunk = in.readNBytes(CHUNK);
                if (chunk.length == 0) {
                    throw new IOException(sealed + " became shorter");
                }
                out.write(ByteBuffer.wrap(chunk), at);
                at += chunk.length;
            }
            out.sync(true);
        }
        files.rename(temporary, target);
    }
}
