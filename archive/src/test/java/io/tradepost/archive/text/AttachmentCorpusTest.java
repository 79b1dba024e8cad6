package io.tradepost.archive.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Corpus;
import io.tradepost.archive.ExtractionSettings;
import io.tradepost.extract.wire.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test documents of the library that reads, good ones and vicious ones, through the process. */
class AttachmentCorpusTest {
    @TempDir
    Path folder;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopTheClock() {
        clock.shutdownNow();
    }

    @Test
    void everyDocumentIsAnsweredAndMostAreRead() throws IOException {
        ExtractionSettings settings = new ExtractionSettings(Optional.of(Documents.PROGRAMS), 1, 256, 30, 32 << 20);
        Map<String, Integer> refused = new TreeMap<>();
        int documents = 0;
        int text = 0;
        int nothing = 0;
        ReaderCommand command = new ReaderCommand(Documents.PROGRAMS, folder.resolve("scratch"));
        try (ReaderProcess reader = new ReaderProcess(settings, command, clock)) {
            for (Path file : Corpus.files("attachments")) {
                if (file.endsWith("LICENSE.txt")) {
                    continue;
                }
                AttachmentText read =
                        reader.read(file.getFileName().toString(), "", Files.readAllBytes(file), TextDesk.MOST_TEXT);
                documents++;
                text += read.text().isBlank() ? 0 : 1;
                nothing += read.text().isBlank() && read.unread().isEmpty() ? 1 : 0;
                for (Unread reason : read.unread()) {
                    refused.merge(reason.word() + (read.text().isBlank() ? "" : ", in part"), 1, Integer::sum);
                }
            }
        }
        System.out.println("attachments: " + documents + " documents, " + text + " give text, " + nothing
                + " have none and need none; refused: " + refused);
        assertThat(documents).isGreaterThan(100);
        assertThat(text).isGreaterThan(documents / 2);
        assertThat(refused.keySet()).noneMatch(reason -> reason.startsWith("crashed"));
        assertThat(Files.exists(folder.resolve("scratch/hosts")))
                .as("nothing is left behind")
                .isFalse();
    }
}
