package io.tradepost.server.rooms;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder in which everything of one installation lives.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> PRIVATE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> PUBLIC = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Whether there is anything here that this program made. */
    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** Makes the folder and those inside it. */
    public void create() throws IOException {
        makeFolder(path);
        for (Path folder :
                new Path[] {archive(), mailboxes(), databases(), tradeSample(), mail(), queue(), tls(), log()}) {
            makeFolder(folder);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (isPosix(folder.toAbsolutePath().getRoot())) {
            FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Files.createDirectories(folder, mode);
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Writes a file that only the owner may read: whole or not at all, and on the disk when this returns. */
    public void writePrivate(Path file, String text) throws IOException {
        write(file, text, PRIVATE);
    }

    /** Like {@link #writePrivate}, but everybody may read it. */
    public void writePublic(Path file, String text) throws IOException {
        write(file, text, PUBLIC);
    }

    private static void write(Path file, String text, Set<PosixFilePermission> mode) throws IOException {
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(temporary);
        // The mode is set when the file is made, never after: between the two a stranger could open it.
        FileAttribute<?>[] attributes = isPosix(file.toAbsolutePath())
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (mode.size() > PRIVATE.size() && isPosix(file.toAbsolutePath())) {
            Files.setPosixFilePermissions(temporary, mode);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Held by the process that has the folder open. */
    public Path lockFile() {
        return path.resolve("lock");
    }

    /** How short commands reach the running server. */
    public Path controlFile() {
        return path.resolve("control.json");
    }

    /** What a running server says of itself. */
    public Path readyFile() {
        return path.resolve("ready.json");
    }

    /** The demo's accounts. */
    public Path demoFile() {
        return path.resolve("demo.json");
    }

    /** How the server was last started. */
    public Path startFile() {
        return path.resolve("start.json");
    }

    /** The configuration, unless another is named. */
    public Path configurationFile() {
        return path.resolve("tradepost.yaml");
    }

    /** Journal and index. */
    public Path archive() {
        return path.resolve("archive");
    }

    /** What the mailboxes keep themselves, beside their tables. */
    public Path mailboxes() {
        return path.resolve("mailbox");
    }

    /** Embedded databases. */
    public Path databases() {
        return path.resolve("db");
    }

    /** The sample trade database. */
    public Path tradeSample() {
        return path.resolve("trade-sample");
    }

    /** Mail repositories. */
    public Path mail() {
        return path.resolve("mail");
    }

    /** The mail queue. */
    public Path queue() {
        return path.resolve("queue");
    }

    /** The self-signed certificate. */
    public Path tls() {
        return path.resolve("tls");
    }

    /** What was answered over REST to calls that may be repeated. */
    public Path answers() {
        return path.resolve("answers");
    }

    /** Logs. */
    public Path log() {
        return path.resolve("log");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
