package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which journal a folder holds: a random number made when it began, in a file of its own and in every segment. */
final class JournalId {
    private static final Logger LOG = LoggerFactory.getLogger(JournalId.class);
    private static final String ID_FILE = "JOURNAL";

    private JournalId() {}

    /** Where a segment is read from. */
    interface Sources {
        SegmentSource of(Path segment) throws IOException;
    }

    /** The id that a folder's file says, else its segments; a new one for a journal that begins. */
    static UUID of(JournalSettings settings, List<Path> segments, Sources sources) throws IOException {
        Path idFile = settings.folder().resolve(ID_FILE);
        if (Files.exists(idFile)) {
            String text = Files.readString(idFile).strip();
            try {
                return UUID.fromString(text.substring(text.lastIndexOf(' ') + 1));
            } catch (IllegalArgumentException e) {
                LOG.warn("{} is damaged; the journal's id is taken from its segments", idFile.getFileName(), e);
            }
        }
        for (Path segment : segments) {
            Optional<SegmentHeader> header = JournalOpening.headerOf(sources.of(segment));
            if (header.isPresent()) {
                write(settings.files(), idFile, header.get().journal());
                return header.get().journal();
            }
        }
        if (!segments.isEmpty() && sources.of(segments.getLast()).size() > SegmentHeader.LENGTH) {
            throw ArchiveException.permanent("the journal in " + settings.folder() + " has lost its id: neither "
                    + ID_FILE + " nor any segment header can be read");
        }
        UUID made = UUID.randomUUID();
        write(settings.files(), idFile, made);
        return made;
    }

    private static void write(JournalFiles files, Path idFile, UUID id) throws IOException {
        Path temporary = idFile.resolveSibling(ID_FILE + ".tmp");
        byte[] text = ("tradepost journal " + id + "\n").getBytes(StandardCharsets.US_ASCII);
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(ByteBuffer.wrap(text), 0);
            out.sync(true);
        }
        files.rename(temporary, idFile);
        files.syncFolder(idFile.toAbsolutePath().resolve("..").normalize());
    }
}
