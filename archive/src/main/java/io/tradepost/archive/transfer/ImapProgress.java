package io.tradepost.archive.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.journal.Digests;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;

/**
 * How far each folder of an account has been fetched, by UIDVALIDITY and UID (RFC 9051 section 2.3.1.1). Kept in a file. To
 * lose it costs time, never mail: what is fetched again is known by its bytes.
 */
final class ImapProgress {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_BYTES = 12;

    private final Path file;
    private final ObjectNode folders;

    private ImapProgress(Path file, ObjectNode folders) {
        this.file = file;
        this.folders = folders;
    }

    static ImapProgress of(Path folder, ImapAccount account) throws IOException {
        Files.createDirectories(folder);
        byte[] hash = Digests.sha256().digest(account.name().getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("imap-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".json");
        ObjectNode known = Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode node
                ? node
                : JSON.createObjectNode();
        return new ImapProgress(file, known);
    }

    /** The highest UID that is done; 0 if none is, or the folder has been made anew. */
    long done(String folder, long validity) {
        var known = folders.path(folder);
        return known.path("validity").asLong() == validity ? known.path("uid").asLong() : 0;
    }

    /** Everything up to this UID is archived. */
    void done(String folder, long validity, long uid) throws IOException {
        folders.putObject(folder).put("validity", validity).put("uid", uid);
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(JSON.writeValueAsBytes(folders));
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
