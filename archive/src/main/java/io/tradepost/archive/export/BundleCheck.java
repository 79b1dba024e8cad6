package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a bundle, folder or ZIP, without the archive that it came from: the same checks as its own {@code verify.py}. What
 * it reads may be hostile: names are never followed out of the bundle, and whatever is wrong becomes a problem in the report.
 */
public final class BundleCheck {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Consumer<Progress> progress;
    private final List<BundleReport.Problem> problems = new ArrayList<>();
    private final NameSet listed = new NameSet();
    private String manifestSha256 = "";
    private long more;
    private long messages;
    private long missing;

    private BundleCheck(Path root, Consumer<Progress> progress) {
        this.root = root;
        this.progress = progress;
    }

    /** Checks it. Permanent {@link ArchiveException} if it is no export at all. */
    public static BundleReport run(Path bundle, Consumer<Progress> progress) {
        try {
            if (Files.isDirectory(bundle)) {
                return new BundleCheck(bundle, progress).check();
            }
            try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
                return new BundleCheck(zip.getPath("/"), progress).check();
            }
        } catch (IOException | java.nio.file.ProviderNotFoundException e) {
            throw ArchiveException.permanent(bundle + " can't be read as an export: " + e.getMessage(), e);
        }
    }

    private BundleReport check() throws IOException {
        if (!Files.isRegularFile(root.resolve(Closing.SUMS), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it has no " + Closing.SUMS);
        }
        try {
            sums();
            others();
            manifest();
        } catch (IOException | IllegalArgumentException e) {
            problem("bundle", "can't be checked to the end: " + e.getMessage());
        }
        return new BundleReport(messages, missing, manifestSha256, problems, more);
    }

    private void sums() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(root.resolve(Closing.SUMS), StandardCharsets.US_ASCII)) {
            long done = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher sum = SUM.matcher(line);
                if (!sum.matches() || sum.group(2).contains("..")) {
                    problem(Closing.SUMS, "a line that can't be understood");
                    continue;
                }
                sum(sum.group(2), sum.group(1));
                progress.accept(new Progress("hash", ++done, 0));
            }
        }
        if (listed.repeated()) {
            problem(Closing.SUMS, "names a file twice");
        }
        for (String needed : List.of(Closing.MANIFEST, "export.json")) {
            if (!listed.contains(needed)) {
                problem(needed, "is not listed");
            }
        }
    }

    private void sum(String name, String wanted) {
        listed.add(name);
        try {
            Bundle.Added found = digest(name);
            if (name.equals(Closing.MANIFEST)) {
                manifestSha256 = found.sha256();
            }
            if (!found.sha256().equals(wanted)) {
                problem(name, "is not what was exported: its SHA-256 differs");
            }
        } catch (IOException e) {
            problem(name, "is missing or broken: " + e.getMessage());
        }
    }

    private void others() throws IOException {
        try (var all = Files.walk(root)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(Closing.SUMS) && !listed.contains(name))
                    .forEach(name -> problem(name, "is no part of the export"));
        } catch (java.io.UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private void manifest() throws IOException {
        JsonNode plan = JSON.readTree(Files.readAllBytes(file("export.json")));
        SignedCheckpoint head = head();
        boolean eml = false;
        boolean mbox = false;
        for (JsonNode format : plan.path("formats")) {
            eml |= format.asText().equals(ExportFormat.EML.word());
            mbox |= format.asText().equals(ExportFormat.MBOX.word());
        }
        try (MboxReader box = mbox ? new MboxReader(Files.newInputStream(file(Closing.MBOX))) : MboxReader.none();
                BufferedReader lines = Files.newBufferedReader(file(Closing.MANIFEST), StandardCharsets.UTF_8)) {
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = JSON.readTree(line);
                String id = entry.path("message").asText();
                if (id.compareTo(last) <= 0) {
                    problem(id, "stands in the wrong order");
                }
                last = id;
                messages++;
                progress.accept(
                        new Progress("manifest", messages, plan.path("messages").asLong()));
                if (entry.has("missing")) {
                    missing++;
                    continue;
                }
                ManifestEntry read = new ManifestEntry(entry);
                read.problems().forEach(what -> problem(id, what));
                if (!read.standsIn(head.checkpoint())) {
                    problem(id, "its journal record does not stand in the signed tree");
                }
                if (eml) {
                    eml(id, read);
                }
                if (mbox && !box.gives(read.mboxOffset(), read.mboxLength(), read.sha256())) {
                    problem(id, "the mbox does not give it back");
                }
            }
            if (mbox && !box.atEnd()) {
                problem(Closing.MBOX, "holds more than the manifest says");
            }
        }
        if (messages != plan.path("messages").asLong()) {
            problem(
                    Closing.MANIFEST,
                    "names " + messages + " messages, but " + plan.path("messages") + " were exported");
        }
    }

    /** The head that the proofs lead to. That the keys are truly the archive's is for a person to ask its owner. */
    private SignedCheckpoint head() throws IOException {
        try {
            SignedCheckpoint head = SignedCheckpoint.parse(Files.readAllBytes(file(Closing.CHECKPOINT)));
            List<VerifierKey> keys = new ArrayList<>();
            for (String line : Files.readAllLines(file(Closing.KEYS))) {
                keys.add(VerifierKey.parse(line));
            }
            head.check(keys);
            return head;
        } catch (NoteException e) {
            throw new IOException("the checkpoint is not signed by the archive's keys: " + e.getMessage(), e);
        }
    }

    private void eml(String id, ManifestEntry entry) {
        try {
            Bundle.Added found = digest(entry.eml());
            if (!found.sha256().equals(entry.sha256()) || found.size() != entry.size()) {
                problem(id, "its file is not the message that was archived");
            }
        } catch (IOException e) {
            problem(id, "its file can't be read: " + e.getMessage());
        }
    }

    private Path file(String name) throws IOException {
        if (!listed.contains(name)) {
            throw new IOException(name + " is not listed");
        }
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("no such file");
        }
        return file;
    }

    private Bundle.Added digest(String name) throws IOException {
        HashingOutput hashing = new HashingOutput(java.io.OutputStream.nullOutputStream());
        try (var in = Files.newInputStream(file(name))) {
            in.transferTo(hashing);
        }
        return hashing.added();
    }

    private void problem(String where, String what) {
        if (problems.size() < BundleReport.MOST) {
            problems.add(new BundleReport.Problem(where, what));
        } else {
            more++;
        }
    }
}
