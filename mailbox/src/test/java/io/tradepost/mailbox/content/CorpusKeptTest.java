package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Corpus;
import io.tradepost.mailbox.content.StoredMail.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real and malformed mail is read as it was kept, whether it is a reference or a copy of our own. */
class CorpusKeptTest {
    /** Of the corpus; the whole takes minutes. */
    private static final int EVERY = 37;

    @TempDir
    Path folder;

    @Test
    void aSampleComesBackByteForByte() throws IOException {
        comesBack(EVERY);
    }

    @Test
    @Tag("long")
    void everyMessageComesBackByteForByte() throws IOException {
        comesBack(1);
    }

    private void comesBack(int every) throws IOException {
        List<Path> all = Stream.concat(Corpus.files("mail").stream(), Corpus.files("torture").stream())
                .toList();
        List<Path> files = IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
        int references = 0;
        int withBody = 0;
        try (Store store = Store.open(folder)) {
            for (int i = 0; i < files.size(); i++) {
                byte[] bytes = Files.readAllBytes(files.get(i));
                Deliveries.capture(store.archive, "m" + i, store.clock.instant(), bytes);
                StoredMail delivered = store.keep("delivered" + i, Deliveries.delivered(bytes));
                store.keep("changed" + i, changed(bytes));
                references += delivered.place() == Place.ARCHIVE ? 1 : 0;
                withBody += hasBody(bytes) ? 1 : 0;
            }
            for (int i = 0; i < files.size(); i++) {
                byte[] bytes = Files.readAllBytes(files.get(i));
                assertThat(store.read("delivered" + i)).as("%s", files.get(i)).isEqualTo(Deliveries.delivered(bytes));
                assertThat(store.read("changed" + i)).as("%s", files.get(i)).isEqualTo(changed(bytes));
            }
        }
        assertThat(references).as("every message with a body is a reference").isEqualTo(withBody);
    }

    /** Not what was archived, so that it must be kept whole. */
    private static byte[] changed(byte[] bytes) {
        return Deliveries.joined(bytes, "changed\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean hasBody(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int crlf = text.indexOf("\n\r\n");
        int lf = text.indexOf("\n\n");
        int start = text.startsWith("\r\n")
                ? 2
                : text.startsWith("\n")
                        ? 1
                        : Math.min(crlf < 0 ? text.length() : crlf + 3, lf < 0 ? text.length() : lf + 2);
        return start < bytes.length && start <= 256 << 10;
    }
}
