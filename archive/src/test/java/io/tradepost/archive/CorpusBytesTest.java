package io.tradepost.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law L2 over thousands of real and of malformed messages. */
class CorpusBytesTest {
    @TempDir
    Path folder;

    @Test
    void everyFileComesBackByteForByteAndIsSearchable() {
        List<Path> files = Stream.concat(Corpus.files("mail").stream(), Corpus.files("torture").stream())
                .toList();
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder))) {
            Map<MessageId, Path> archived = new HashMap<>();
            files.parallelStream().forEach(file -> {
                Receipt receipt = archive.capture(new Delivery(
                        file.toString(),
                        java.time.Instant.parse("2026-03-01T10:00:00Z"),
                        Direction.INBOUND,
                        new Envelope("a@x.example", List.of("b@ours.example")),
                        new SessionFacts("", "", "", "", "", "smtp", Map.of()),
                        List.of(),
                        Content.of(file)));
                synchronized (archived) {
                    archived.put(receipt.id(), file);
                }
            });
            assertThat(archived).hasSameSizeAs(files);
            archived.entrySet().parallelStream()
                    .forEach(entry -> assertThat(ArchiveContract.raw(archive, entry.getKey()))
                            .as("%s", entry.getValue())
                            .isEqualTo(bytes(entry.getValue())));
            archive.awaitFollowers(Duration.ofMinutes(3));
            assertThat(ArchiveContract.search(archive, "participant:a@x.example")
                            .total())
                    .isEqualTo(files.size());
            assertThat(archive.health().damage()).isEmpty();
            assertThat(archive.verify(progress -> {}).intact()).isTrue();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
