package io.tradepost.archive.transfer;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds mail in a file or in a folder with all below it. */
final class MailFolder {
    private final MboxFile.Receiver receiver;

    MailFolder(MboxFile.Receiver receiver) {
        this.receiver = receiver;
    }

    /** Files to look at, in a fixed order. */
    static List<Path> files(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> all = Files.walk(source)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !hidden(source.relativize(file)))
                    .filter(file -> !unfinished(file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    /** Gives the messages of one file. What does not look like mail is given as well: better one too many than one lost. */
    void read(Path file) throws IOException {
        if (MboxFile.looksLikeOne(file)) {
            MboxFile.read(file, receiver);
            return;
        }
        if (PstMail.looksLikeOne(file)) {
            new PstMail(file, receiver).read();
            return;
        }
        String kind = inMaildir(file) ? "maildir" : "eml";
        receiver.message(new MailSource(file.toString(), kind, "", Content.of(file)));
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            // A Maildir++ folder begins with a dot and is not hidden.
            boolean folder = !part.equals(relative.getFileName());
            if (part.toString().startsWith(".") && !folder) {
                return true;
            }
        }
        return false;
    }

    private static boolean inMaildir(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        String name = parent == null ? "" : String.valueOf(parent.getFileName());
        boolean place = name.equals("cur") || name.equals("new");
        return place
                && parent != null
                && Files.isDirectory(parent.resolveSibling("cur"))
                && Files.isDirectory(parent.resolveSibling("new"));
    }

    /** What a Maildir keeps in tmp is still being written. */
    private static boolean unfinished(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent != null
                && String.valueOf(parent.getFileName()).equals("tmp")
                && Files.isDirectory(parent.resolveSibling("cur"))
                && Files.isDirectory(parent.resolveSibling("new"));
    }
}
