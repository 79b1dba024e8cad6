package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.mime.MailText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a look at a header as it stands can tell. */
class RawHeaderTest {
    private static boolean lacks(String header, String needle) {
        return RawHeader.lacks(header.getBytes(StandardCharsets.UTF_8), Needle.of(needle));
    }

    @Test
    void noPieceOfAnyFieldOfRealMailIsDenied() throws IOException {
        Random random = new Random(20_261_125L);
        List<Path> files = Corpus.files("mail").stream()
                .filter(file -> !file.endsWith("index.jsonl"))
                .toList();
        int asked = 0;
        for (int i = 0; i < files.size(); i += 40) {
            byte[] header = header(Files.readAllBytes(files.get(i)));
            for (MailText.HeaderLine line : MailText.of(Content.of(header)).fields()) {
                String text = line.line();
                int from = random.nextInt(text.length());
                String piece = text.substring(from, from + 1 + random.nextInt(Math.min(30, text.length() - from)));
                assertThat(RawHeader.lacks(header, Needle.of(piece))).as(piece).isFalse();
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(1_000);
    }

    private static byte[] header(byte[] mail) {
        for (int i = 1; i < mail.length; i++) {
            if (mail[i] == '\n' && (mail[i - 1] == '\n' || (i > 2 && mail[i - 2] == '\n'))) {
                return Arrays.copyOf(mail, i + 1);
            }
        }
        return mail;
    }

    @Test
    void deniesWhatIsNotThere() {
        String header = "Subject: one\r\n two\r\nX-Note: Three\r\n\r\n";
        assertThat(lacks(header, "one two")).isFalse();
        assertThat(lacks(header, "NOTE")).isFalse();
        assertThat(lacks(header, "two three")).isTrue();
        assertThat(lacks(header, "four")).isTrue();
    }

    @Test
    void deniesNothingWhereSomethingIsEncodedOrNamesAreAskedFor() {
        assertThat(lacks("Subject: =?utf-8?q?f=6Fur?=\r\n\r\n", "four")).isFalse();
        assertThat(lacks("Subject: 订单\r\n\r\n", "four")).isFalse();
        assertThat(lacks("Subject:four\r\n\r\n", "subject: four")).isFalse();
        assertThat(lacks("Subject: one\r\n\r\n", "订单")).isFalse();
    }
}
