package io.tradepost.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealMailTest {
    private static final RealMail MAIL =
            RealMail.load(Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), "mail"));

    @Test
    void aWellFormedCopyHasOtherBytesAndTheSameParts() {
        int same = 0;
        for (int i = 0; i < MAIL.originals(); i += 7) {
            byte[] original = MAIL.wellFormed(i);
            byte[] copy = MAIL.wellFormed(i + MAIL.originals());
            ParsedMessage parsed = MessageParser.parse(Content.of(original));
            ParsedMessage varied = MessageParser.parse(Content.of(copy));

            assertThat(names(varied)).isEqualTo(names(parsed));
            assertThat(varied.from()).isEqualTo(parsed.from());
            assertThat(varied.date()).isEqualTo(parsed.date());
            same += java.util.Arrays.equals(copy, original) ? 1 : 0;
        }
        // A message of a few words may come out as it went in.
        assertThat(same).isLessThan(MAIL.originals() / 7 / 20);
    }

    private static List<String> names(ParsedMessage message) {
        return message.attachments().stream()
                .map(one -> one.type() + " " + one.name())
                .toList();
    }
}
