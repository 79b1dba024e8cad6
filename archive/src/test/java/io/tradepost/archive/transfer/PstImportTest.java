package io.tradepost.archive.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brings in real Outlook data files, which come with the tests of a text extractor. */
class PstImportTest {
    private static final ImportSettings SETTINGS = new ImportSettings("li", Set.of("ours.example"));

    @TempDir
    Path folder;

    private Path sample(String name) throws IOException {
        try (InputStream in = PstImportTest.class.getResourceAsStream("/test-documents/" + name)) {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(folder.resolve("in"));
            Files.copy(Objects.requireNonNull(in, name + " is missing"), file);
            return file;
        }
    }

    @Test
    void bringsInEachMessageOnceAndSaysThatItWasPutTogether() throws IOException {
        Path pst = sample("testPST.pst");
        sample("testPST_variousBodyTypes.pst");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")))) {
            ImportReport first = archive.importFrom(folder.resolve("in"), SETTINGS, progress -> {});
            assertThat(first.failed()).isEmpty();
            assertThat(first.archived()).isGreaterThanOrEqualTo(8);
            assertThat(archive.importFrom(pst, SETTINGS, progress -> {}).archived())
                    .as("the same bytes each time")
                    .isZero();
            archive.awaitFollowers(Duration.ofMinutes(1));
            List<ArchivedMessage> all = archive.search(new SearchRequest("", Optional.empty(), 100), Mails.officer())
                    .items();
            assertThat(all).hasSize((int) first.archived()).allSatisfy(message -> {
                assertThat(message.session().more())
                        .containsEntry("import.kind", "pst")
                        .containsKeys("import.reconstructed", "import.item", "import.folder");
                assertThat(message.session().source()).isEqualTo("import");
            });
            assertThat(all).filteredOn(message -> !message.subject().isEmpty()).isNotEmpty();
            assertThat(all).filteredOn(message -> !message.snippet().isEmpty()).isNotEmpty();
            System.out.println("PST: " + first.archived() + " messages, with attachments: "
                    + all.stream()
                            .filter(message -> !message.attachments().isEmpty())
                            .count());
        }
    }

    @Test
    void aFileThatBreaksOffIsNamedAndTheRestGoesOn() throws IOException {
        Path pst = sample("testPST.pst");
        byte[] bytes = Files.readAllBytes(pst);
        Files.write(pst, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(folder.resolve("in/one.eml"), "Subject: one\n\n1\n");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")))) {
            ImportReport report = archive.importFrom(folder.resolve("in"), SETTINGS, progress -> {});
            assertThat(report.failed())
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item.source()).contains("testPST.pst"));
            assertThat(report.archived()).isPositive();
        }
    }
}
