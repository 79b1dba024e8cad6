package io.tradepost.archive.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.Mails;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law L2 on the way out and in again: each byte of real and of malformed mail, in each form that it can leave in. */
class BackAndForthTest {
    @TempDir
    Path folder;

    @Test
    void aSampleOfRealAndMalformedMailComesBackByteForByte() throws Exception {
        List<Path> files = new ArrayList<>(all());
        Collections.shuffle(files, new Random(3));
        backAndForth(files.subList(0, Math.min(files.size(), 400)));
    }

    @Test
    @Tag("long")
    void allRealAndMalformedMailComesBackByteForByte() throws Exception {
        backAndForth(all());
    }

    private static List<Path> all() {
        return Stream.concat(Corpus.files("mail").stream(), Corpus.files("torture").stream())
                .toList();
    }

    private void backAndForth(List<Path> files) throws Exception {
        TreeMap<String, Integer> sent = new TreeMap<>();
        Path bundle = folder.resolve("bundle");
        Path zip = folder.resolve("bundle.zip");
        try (Archive archive = ExportFixture.open(folder.resolve("archive"))) {
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                sent.merge(sha256(bytes), 1, Integer::sum);
                ExportFixture.capture(archive, file.toString(), bytes);
            }
            archive.awaitFollowers(Duration.ofMinutes(5));
            ExportFormat[] both = {ExportFormat.EML, ExportFormat.MBOX};
            archive.exports()
                    .run(ExportFixture.order("", bundle, ExportOrder.Form.FOLDER, both), Mails.officer(), p -> {});
            archive.exports().run(ExportFixture.order("", zip, ExportOrder.Form.ZIP, both), Mails.officer(), p -> {});
        }
        assertThat(count(bundle.resolve("eml"))).as("EML files").isEqualTo(sent);
        assertThat(inZip(zip)).as("EML in ZIP").isEqualTo(sent);
        for (Path one : List.of(bundle, zip)) {
            assertThat(BundleCheck.run(one, p -> {}).problems()).isEmpty();
            assertThat(ExportFixture.run("python3", bundle.resolve("verify.py").toString(), one.toString()))
                    .isEqualTo(new ExportFixture.Said(0, "All is right: " + files.size() + " messages.\n"));
        }
        try (Archive second = ExportFixture.open(folder.resolve("second"))) {
            ImportSettings settings = new ImportSettings("li", Set.of("ours.example"));
            ImportReport report = second.importFrom(bundle.resolve("mail-mboxrd.mbox"), settings, p -> {});
            assertThat(report.failed()).isEmpty();
            assertThat(report.found()).isEqualTo(files.size());
            assertThat(report.archived()).isEqualTo(sent.size());
            second.awaitFollowers(Duration.ofMinutes(5));
            Path again = folder.resolve("again");
            second.exports()
                    .run(
                            ExportFixture.order("", again, ExportOrder.Form.FOLDER, ExportFormat.EML),
                            Mails.officer(),
                            p -> {});
            assertThat(count(again.resolve("eml")).keySet())
                    .as("through the mbox")
                    .isEqualTo(sent.keySet());
        }
        System.out.println("byte for byte: " + files.size() + " files, " + sent.size() + " different ones");
    }

    private static Map<String, Integer> count(Path files) throws IOException {
        TreeMap<String, Integer> found = new TreeMap<>();
        ExportFixture.hashes(files).values().forEach(hash -> found.merge(hash, 1, Integer::sum));
        return found;
    }

    private static Map<String, Integer> inZip(Path zip) throws IOException {
        TreeMap<String, Integer> found = new TreeMap<>();
        try (java.util.zip.ZipFile file = new java.util.zip.ZipFile(zip.toFile())) {
            file.stream().filter(entry -> entry.getName().startsWith("eml/")).forEach(entry -> {
                try (InputStream in = file.getInputStream(entry)) {
                    found.merge(sha256(in.readAllBytes()), 1, Integer::sum);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return found;
    }

    private static String sha256(byte[] bytes) {
        return java.util.HexFormat.of()
                .formatHex(io.tradepost.archive.journal.Digests.sha256().digest(bytes));
    }
}
