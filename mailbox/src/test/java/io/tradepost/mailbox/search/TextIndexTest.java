package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.mime.MailText;
import io.tradepost.mailbox.MailboxStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index's files, whatever happens to them. */
class TextIndexTest {
    @TempDir
    private Path folder;

    private static MailText text(String words) {
        return new MailText(List.of(), List.of(words), false);
    }

    @Test
    void knowsWhatItHasAfterItWasClosed() {
        try (TextIndex index = TextIndex.open(folder)) {
            index.add(1, text("one"));
            index.commit();
            index.add(2, text("two"));
            assertThat(index.has(2)).isTrue();
        }
        try (TextIndex index = TextIndex.open(folder)) {
            assertThat(index.has(1)).isTrue();
            index.remove(1);
            assertThat(index.has(1)).isFalse();
        }
        try (TextIndex index = TextIndex.open(folder)) {
            assertThat(index.has(1)).isFalse();
        }
    }

    @Test
    void aDamagedIndexIsBegunAnew() throws IOException {
        try (TextIndex index = TextIndex.open(folder)) {
            index.add(1, text("one"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.endsWith("write.lock")).toList()) {
                Files.writeString(file, "no index");
            }
        }
        try (TextIndex index = TextIndex.open(folder)) {
            assertThat(index.has(1)).isFalse();
            index.add(1, text("one"));
            assertThat(index.has(1)).isTrue();
        }
    }

    @Test
    void opensAgainAfterAFaultOfTheDiskHadItClosed() throws IOException {
        try (TextIndex index = TextIndex.open(folder)) {
            index.add(1, text("one"));
            index.commit();
            index.add(2, text("two"));
            Files.delete(folder.resolve("write.lock"));
            assertThatThrownBy(() -> {
                        index.commit();
                        index.add(3, text("three"));
                    })
                    .isInstanceOfSatisfying(
                            MailboxStoreException.class,
                            failure -> assertThat(failure.isTemporary()).isTrue());
            assertThat(index.mend()).isTrue();
            assertThat(index.has(1)).isTrue();
            assertThat(index.has(2)).isFalse();
            index.add(2, text("two"));
            index.commit();
            assertThat(index.mend()).isFalse();
            assertThat(index.has(2)).isTrue();
        }
    }
}
