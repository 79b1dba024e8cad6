package io.tradepost.archive.text;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.Searchable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in attachments is found, without anything waiting for it. */
class AttachmentTextTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void findsWhatStandsInAnAttachmentAndSaysWhatCouldNotBeRead() {
        try (Archive archive = Archive.open(Documents.archive(folder))) {
            MessageId read = capture(archive, "1", "报价.docx", Documents.word("黄铜阀门 SO-2024-00123 brass"));
            MessageId broken = capture(
                    archive,
                    "2",
                    "broken.docx",
                    "PK\u0003\u0004 no document".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            await().atMost(PATIENCE).until(() -> search(archive, "has:waiting").isEmpty());

            assertThat(search(archive, "attachment:黄铜阀")).containsExactly(read);
            assertThat(search(archive, "so202400123")).containsExactly(read);
            assertThat(search(archive, "has:unsearchable")).containsExactly(broken);
            ArchivedMessage.Attachment file = attachment(archive, read);
            assertThat(file.searchable()).isEqualTo(Searchable.YES);
            assertThat(file.reasons()).isEmpty();
            assertThat(file.sha256()).hasSize(64);
            assertThat(attachment(archive, broken).searchable()).isEqualTo(Searchable.NO);
            assertThat(attachment(archive, broken).reasons()).isNotEmpty();
            assertThat(archive.find(broken, Mails.officer()).orElseThrow().unsearchable())
                    .anyMatch(line -> line.startsWith("broken.docx: not read ("));
            assertThat(archive.health().extraction().read()).isEqualTo(2);
            assertThat(archive.health().extraction().refused()).isEqualTo(1);
            assertThat(archive.attachments().texts(read))
                    .singleElement()
                    .asString()
                    .contains("黄铜阀门");
        }
    }

    @Test
    void aMessageIsFoundAtOnceAndWaitsForItsAttachmentsOnly() throws IOException {
        Path nowhere = folder.resolve("no-program");
        ArchiveSettings broken = Documents.archive(folder.resolve("a"))
                .withExtraction(io.tradepost.archive.ExtractionSettings.with(nowhere));
        try (Archive archive = Archive.open(broken)) {
            MessageId id = capture(archive, "1", "a.docx", Documents.word("inside"));
            archive.awaitFollowers(PATIENCE);
            assertThat(search(archive, "see attached")).containsExactly(id);
            assertThat(search(archive, "has:waiting")).containsExactly(id);
            assertThat(search(archive, "has:unsearchable")).isEmpty();
            assertThat(attachment(archive, id).searchable()).isEqualTo(Searchable.WAITING);
            await().atMost(PATIENCE)
                    .until(() -> archive.health().extraction().state().contains("does not start"));
            assertThat(archive.health().extraction().waiting()).isEqualTo(1);
        }
        // What waits outlives the end, and is read once it can be.
        try (Archive archive = Archive.open(Documents.archive(folder.resolve("a")))) {
            await().atMost(PATIENCE)
                    .until(() -> search(archive, "attachment:inside").size() == 1);
            await().atMost(PATIENCE).until(() -> archive.health().extraction().waiting() == 0);
        }
    }

    @Test
    void aLinkDecidedMeanwhileStaysWhenTheTextComes() {
        try (Archive archive = Archive.open(Documents.archive(folder))) {
            MessageId id = capture(archive, "1", "a.docx", Documents.word("inside"));
            archive.link(new LinkEvent(
                    id,
                    Instant.EPOCH,
                    "matcher",
                    "test",
                    List.of(new Link("order", "SO-1", "C1", LinkStatus.LINKED, 1, List.of()))));
            await().atMost(PATIENCE)
                    .until(() -> search(archive, "attachment:inside order:SO-1").size() == 1);
        }
    }

    @Test
    void aRebuildReadsNothingAgainAndALostCacheIsFilledAgain() throws IOException {
        Path texts = folder.resolve("text");
        try (Archive archive = Archive.open(Documents.archive(folder))) {
            byte[] shared = Documents.word("thrice");
            capture(archive, "1", "a.docx", shared);
            capture(archive, "2", "b.docx", shared);
            capture(archive, "3", "c.docx", shared);
            await().atMost(PATIENCE)
                    .until(() -> search(archive, "attachment:thrice").size() == 3);
            assertThat(archive.health().extraction().read())
                    .as("once for all three")
                    .isEqualTo(1);
            assertThat(files(texts)).hasSize(1);
            archive.rebuild(progress -> {});
            assertThat(search(archive, "attachment:thrice")).hasSize(3);
            assertThat(archive.health().extraction().read()).isEqualTo(1);
        }
        for (Path file : files(texts)) {
            Files.delete(file);
        }
        try (Archive archive = Archive.open(Documents.archive(folder))) {
            assertThat(search(archive, "attachment:thrice"))
                    .as("the index still has it")
                    .hasSize(3);
            archive.rebuild(progress -> {});
            await().atMost(PATIENCE)
                    .until(() -> search(archive, "attachment:thrice").size() == 3);
            assertThat(archive.health().extraction().read()).isEqualTo(1);
        }
    }

    @Test
    void whatIsKeptCanOnlyBeReadByWhoHasTheAttachmentAndIsDeletedOnDemand() throws IOException {
        try (Archive archive = Archive.open(Documents.archive(folder))) {
            // Made once: the time stands in the file.
            byte[] document = Documents.word("confidential words");
            MessageId id = capture(archive, "1", "a.docx", document);
            await().atMost(PATIENCE)
                    .until(() -> search(archive, "attachment:confidential").size() == 1);
            List<Path> kept = files(folder.resolve("text"));
            assertThat(kept).hasSize(1);
            TextStore store = new TextStore(folder.resolve("text"));
            var real = io.tradepost.archive.mime.Fingerprint.of(document);
            var other = io.tradepost.archive.mime.Fingerprint.of(Documents.word("other words"));
            assertThat(store.text(real))
                    .hasValueSatisfying(text -> assertThat(text.text()).contains("confidential"));
            var forged = new io.tradepost.archive.mime.Fingerprint(real.size(), real.sha256(), other.key());
            assertThat(store.text(forged)).isEmpty();
            archive.attachments().forget(id);
            assertThat(files(folder.resolve("text"))).isEmpty();
        }
    }

    @Test
    void aDamagedTextIsReadAgain() throws IOException {
        TextStore store = new TextStore(folder);
        var fingerprint = io.tradepost.archive.mime.Fingerprint.of(new byte[] {1, 2, 3});
        store.put(fingerprint, new AttachmentText("words", java.util.Set.of()));
        Path file = files(folder).getFirst();
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x20;
            Files.write(file, damaged);
            assertThat(new TextStore(folder).text(fingerprint)).as("byte %d", i).isEmpty();
        }
        Files.write(file, bytes);
        assertThat(new TextStore(folder).text(fingerprint)).isPresent();
    }

    private static MessageId capture(Archive archive, String key, String name, byte[] document) {
        return archive.capture(Mails.delivery(key, Documents.mail("mail " + key, Map.of(name, document))))
                .id();
    }

    private static List<MessageId> search(Archive archive, String query) {
        archive.awaitFollowers(PATIENCE);
        return archive.search(new SearchRequest(query, Optional.empty(), 50), Mails.officer()).items().stream()
                .map(ArchivedMessage::id)
                .toList();
    }

    private static ArchivedMessage.Attachment attachment(Archive archive, MessageId id) {
        return archive.find(id, Mails.officer()).orElseThrow().attachments().getFirst();
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
