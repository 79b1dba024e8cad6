package io.tradepost.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final ExportFormat[] BOTH = {ExportFormat.EML, ExportFormat.MBOX};

    @TempDir
    Path folder;

    private Archive archive;

    @BeforeEach
    void open() {
        archive = ExportFixture.open(folder.resolve("archive"));
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private ExportReport export(String query, Path target, ExportOrder.Form form, ExportFormat... formats) {
        return archive.exports()
                .run(ExportFixture.order(query, target, form, formats), Mails.officer(), progress -> {});
    }

    private static List<JsonNode> manifest(Path bundle) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(bundle.resolve("manifest.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void givesBackTheBytesOfEveryMessageAndSaysWhatIsKnownOfThem() throws IOException {
        Map<String, byte[]> sent = new HashMap<>();
        int number = 0;
        for (byte[] bytes : ExportFixture.strange()) {
            Receipt receipt = ExportFixture.capture(archive, "k" + number++, bytes);
            sent.put(receipt.id().value(), bytes);
        }
        MessageId linked = new MessageId(sent.keySet().iterator().next());
        archive.link(new LinkEvent(
                linked,
                Instant.parse("2026-03-01T10:00:01Z"),
                "matcher",
                "snapshot 1",
                List.of(new Link(
                        "order",
                        "SO-1",
                        "C1",
                        LinkStatus.LINKED,
                        0.99,
                        List.of(new Link.Evidence("number", "subject", "SO-1"))))));
        archive.find(linked, Mails.officer());
        archive.awaitFollowers(Duration.ofMinutes(1));
        Path bundle = folder.resolve("bundle");
        ExportReport report = export("", bundle, ExportOrder.Form.FOLDER, BOTH);
        assertThat(report.messages()).isEqualTo(sent.size());
        assertThat(report.missing()).isEmpty();
        for (JsonNode line : manifest(bundle)) {
            String id = line.path("message").asText();
            assertThat(Files.readAllBytes(
                            bundle.resolve(line.path("files").path("eml").asText())))
                    .isEqualTo(sent.remove(id));
            assertThat(line.path("captured").asBoolean()).isTrue();
            assertThat(line.path("facts").path("envelope").path("to").get(0).asText())
                    .isEqualTo("b@ours.example");
            List<String> looks = new ArrayList<>();
            line.path("custody").forEach(look -> looks.add(look.path("action").asText()));
            if (id.equals(linked.value())) {
                assertThat(looks).containsExactly("view", "export");
                assertThat(line.path("links")
                                .get(0)
                                .path("decision")
                                .path("links")
                                .get(0)
                                .path("evidence")
                                .get(0)
                                .path("text")
                                .asText())
                        .isEqualTo("SO-1");
            } else {
                assertThat(looks).containsExactly("export");
            }
        }
        assertThat(sent).isEmpty();
        assertThat(bundle.resolve(".unfinished")).doesNotExist();
        BundleReport check = BundleCheck.run(bundle, progress -> {});
        assertThat(check.problems()).isEmpty();
        assertThat(check.messages()).isEqualTo(report.messages());
        assertThat(check.manifestSha256()).isEqualTo(report.manifestSha256());
    }

    @Test
    void itsOwnVerifierFindsNothingWrongWithAFolderOrAZip() throws Exception {
        ExportFixture.fill(archive, 30);
        Path bundle = folder.resolve("bundle");
        Path zip = folder.resolve("bundle.zip");
        export("", bundle, ExportOrder.Form.FOLDER, BOTH);
        export("", zip, ExportOrder.Form.ZIP, BOTH);
        assertThat(ExportFixture.run("python3", bundle.resolve("verify.py").toString()))
                .isEqualTo(new ExportFixture.Said(0, "All is right: 39 messages.\n"));
        // -S: without any package that is installed; a court's computer has none.
        assertThat(ExportFixture.run(
                        "python3", "-S", bundle.resolve("verify.py").toString(), zip.toString()))
                .isEqualTo(new ExportFixture.Said(0, "All is right: 39 messages.\n"));
        assertThat(ExportFixture.run(
                        "/usr/bin/python3",
                        "-B",
                        "src/main/resources/io/tradepost/archive/proof/verifier",
                        "export",
                        zip.toString()))
                .as("the checker that it was made of says the same")
                .isEqualTo(new ExportFixture.Said(0, "All is right: 39 messages.\n"));
        assertThat(BundleCheck.run(zip, progress -> {}).problems()).isEmpty();
        assertThat(ExportFixture.run("python3", "-m", "zipfile", "-t", zip.toString())
                        .status())
                .isZero();
    }

    @Test
    void bothVerifiersNameWhatWasChanged() throws Exception {
        ExportFixture.fill(archive, 5);
        Path bundle = folder.resolve("bundle");
        export("subject:order", bundle, ExportOrder.Form.FOLDER, BOTH);
        Path eml =
                bundle.resolve(manifest(bundle).get(2).path("files").path("eml").asText());
        byte[] was = Files.readAllBytes(eml);
        String id = eml.getFileName().toString().replace(".eml", "");
        was[was.length - 3] ^= 1;
        Files.write(eml, was);
        rejected(bundle, id + ": its file is not the message that was archived");
        // Whoever changes a message and all the sums still has the record's hash against them.
        String changed = ExportFixture.hashes(bundle).get(bundle.relativize(eml).toString());
        Path sums = bundle.resolve("SHA256SUMS");
        Files.writeString(
                sums, Files.readString(sums).replaceAll("[0-9a-f]{64}(?=  " + bundle.relativize(eml) + ")", changed));
        rejected(bundle, id + ": its file is not the message that was archived");
        was[was.length - 3] ^= 1;
        Files.write(eml, was);
        rejected(bundle, bundle.relativize(eml) + ": is not what was exported: its SHA-256 differs");
        Files.delete(eml);
        rejected(bundle, bundle.relativize(eml) + ": is missing or broken");
        Files.writeString(bundle.resolve("more.txt"), "x");
        rejected(bundle, "more.txt: is no part of the export");
    }

    private static void rejected(Path bundle, String problem) throws Exception {
        assertThat(BundleCheck.run(bundle, progress -> {}).problems())
                .extracting(one -> one.where() + ": " + one.what())
                .anyMatch(text -> text.startsWith(problem));
        ExportFixture.Said said =
                ExportFixture.run("python3", bundle.resolve("verify.py").toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains(problem);
    }

    @Test
    void isOnRecordBeforeItIsWrittenAndWithTheHashOfItsManifestAfter() throws IOException {
        ExportFixture.fill(archive, 3);
        Path bundle = folder.resolve("bundle");
        List<ExportRecord> whileWriting = new ArrayList<>();
        archive.exports()
                .run(
                        ExportFixture.order("subject:order", bundle, ExportOrder.Form.FOLDER, ExportFormat.EML),
                        Mails.officer(),
                        progress -> {
                            if (progress.step().equals("export") && whileWriting.isEmpty()) {
                                whileWriting.addAll(archive.exports().list());
                            }
                        });
        assertThat(whileWriting).singleElement().satisfies(planned -> {
            assertThat(planned.event()).isEqualTo(ExportRecord.Event.PLANNED);
            assertThat(planned.count()).isEqualTo(3);
            assertThat(planned.by()).isEqualTo("officer@ours.example");
            assertThat(planned.purpose()).isEqualTo("a test");
            assertThat(planned.selection()).isEqualTo(new Selection.Query("subject:order"));
        });
        ExportRecord finished = archive.exports().list().getFirst();
        assertThat(finished.event()).isEqualTo(ExportRecord.Event.FINISHED);
        assertThat(finished.manifestSha256())
                .isEqualTo(ExportFixture.hashes(bundle).get("manifest.jsonl"));
    }

    @Test
    void exportsACaseAndNothingElse() throws IOException {
        ExportFixture.fill(archive, 5);
        Receipt one = ExportFixture.capture(
                archive, "one", "Subject: one\n\n1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Receipt two = ExportFixture.capture(
                archive, "two", "Subject: two\n\n2\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        CaseName name = new CaseName("索赔 2026/3");
        Cases cases = archive.exports().cases();
        cases.create(name, "a claim", Mails.officer());
        assertThat(cases.add(name, List.of(one.id(), two.id(), one.id()), "", Mails.officer()))
                .isEqualTo(2);
        assertThat(cases.remove(name, List.of(two.id()), "by mistake", Mails.officer()))
                .isEqualTo(1);
        assertThatThrownBy(() -> cases.create(name, "", Mails.officer())).isInstanceOf(ArchiveException.class);
        Path bundle = folder.resolve("bundle");
        archive.exports()
                .run(
                        new ExportOrder(
                                new Selection.InCase(name),
                                java.util.Set.of(ExportFormat.EML),
                                ExportOrder.Form.FOLDER,
                                bundle,
                                ""),
                        Mails.officer(),
                        progress -> {});
        assertThat(manifest(bundle))
                .extracting(line -> line.path("message").asText())
                .containsExactly(one.id().value());
        assertThat(cases.list()).extracting(Case::name).containsExactly(name);
        assertThat(cases.history(name)).extracting(CaseEvent::reason).containsExactly("a claim", "", "by mistake");
    }

    @Test
    void refusesAPlaceThatHoldsSomething() throws IOException {
        ExportFixture.fill(archive, 1);
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> export("", bundle, ExportOrder.Form.FOLDER, ExportFormat.EML))
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.isTemporary()).isFalse())
                .hasMessageContaining("needs a new or empty place");
        assertThat(ExportFixture.hashes(bundle)).containsOnlyKeys("mine.txt");
        Path zip = Files.writeString(folder.resolve("a.zip"), "x");
        assertThatThrownBy(() -> export("", zip, ExportOrder.Form.ZIP, ExportFormat.EML))
                .isInstanceOf(ArchiveException.class);
        assertThatThrownBy(() -> export("subject:(", folder.resolve("b"), ExportOrder.Form.FOLDER, ExportFormat.EML))
                .isInstanceOf(QueryException.class);
        assertThat(export("", folder.resolve("b"), ExportOrder.Form.FOLDER, ExportFormat.EML)
                        .messages())
                .isEqualTo(10);
    }

    @Test
    void anExportOfNothingIsWholeToo() throws Exception {
        Path bundle = folder.resolve("bundle");
        assertThat(export("", bundle, ExportOrder.Form.FOLDER, BOTH).messages()).isZero();
        assertThat(BundleCheck.run(bundle, progress -> {}).problems()).isEmpty();
        assertThat(ExportFixture.run("python3", bundle.resolve("verify.py").toString())
                        .status())
                .isZero();
    }

    @Test
    void pagesHoldNoScriptAndNoMarkupOfStrangers() throws IOException {
        ExportFixture.fill(archive, 0);
        Path bundle = folder.resolve("bundle");
        export("", bundle, ExportOrder.Form.FOLDER, ExportFormat.EML);
        String page = Files.readString(bundle.resolve("index/00001.html"));
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        assertThat(ExportFixture.hashes(bundle).keySet())
                .allMatch(name ->
                        name.matches("eml/2026/03/[0-9A-Z]{26}\\.eml|index/\\d{5}\\.html|[a-zA-Z0-9]+(\\.[a-z]+)?"));
    }

    @Test
    void aZipHoldsTheSameFilesAsAFolder() throws IOException {
        ExportFixture.fill(archive, 10);
        Path bundle = folder.resolve("bundle");
        Path zip = folder.resolve("bundle.zip");
        export("", bundle, ExportOrder.Form.FOLDER, BOTH);
        export("", zip, ExportOrder.Form.ZIP, BOTH);
        Map<String, byte[]> entries = new HashMap<>();
        try (java.util.zip.ZipFile file = new java.util.zip.ZipFile(zip.toFile())) {
            file.stream().forEach(entry -> {
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        Map<String, String> hashes = ExportFixture.hashes(bundle);
        assertThat(entries.keySet()).containsExactlyInAnyOrderElementsOf(hashes.keySet());
        for (String name : hashes.keySet()) {
            if (name.startsWith("eml/") || name.endsWith(".mbox") || name.equals("verify.py")) {
                assertThat(entries.get(name)).isEqualTo(Files.readAllBytes(bundle.resolve(name)));
            }
        }
        assertThat(Content.of(zip).size()).isPositive();
    }

    @Test
    void aPdfStandsBesideEachMessageAndIsTheSameEachTime() throws IOException {
        ExportFixture.fill(archive, 3);
        ExportFormat[] withPdf = {ExportFormat.EML, ExportFormat.PDF};
        Path bundle = folder.resolve("bundle");
        Path again = folder.resolve("again");
        export("", bundle, ExportOrder.Form.FOLDER, withPdf);
        export("", again, ExportOrder.Form.FOLDER, withPdf);
        assertThat(ExportFixture.hashes(bundle.resolve("pdf")))
                .hasSize(12)
                .isEqualTo(ExportFixture.hashes(again.resolve("pdf")));
        assertThat(BundleCheck.run(bundle, progress -> {}).problems()).isEmpty();
        for (JsonNode line : manifest(bundle)) {
            assertThat(bundle.resolve(line.path("files").path("pdf").asText())).isNotEmptyFile();
        }
    }
}
