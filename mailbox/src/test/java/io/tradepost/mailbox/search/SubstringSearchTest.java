package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.mime.MailText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of real mail find exactly what a scan of its decoded text finds. */
class SubstringSearchTest {
    private static final long SEED = 20_261_125L;

    @TempDir
    private static Path folder;

    private static Shelf shelf;

    @BeforeAll
    static void index() {
        shelf = Shelf.of(folder, 6);
    }

    @AfterAll
    static void close() {
        shelf.close();
    }

    private static void assertSame(Wanted wanted, String needle) {
        assertThat(shelf.find(wanted, needle)).as("%s in %s", needle, wanted).isEqualTo(shelf.scan(wanted, needle));
    }

    @Test
    void anyPieceOfAnyTextIsFoundInEveryMessageThatHasIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 150; i++) {
            String piece = piece(random, List.copyOf(someTexts(random)), 1 + random.nextInt(i % 5 == 0 ? 40 : 12));
            assertSame(new Wanted.Everything(), piece);
            assertSame(new Wanted.Body(), piece);
        }
    }

    @Test
    void anyPieceOfAHeaderFieldIsFoundUnderItsNameAndNoOther() {
        Random random = new Random(SEED);
        for (int i = 0; i < 150; i++) {
            MailText text = shelf.mail().get(random.nextInt(shelf.mail().size()));
            if (text.fields().isEmpty()) {
                continue;
            }
            MailText.HeaderLine line =
                    text.fields().get(random.nextInt(text.fields().size()));
            String piece = piece(random, List.of(line.value()), 1 + random.nextInt(20));
            assertSame(new Wanted.Header(Folding.of(line.name())), piece);
            assertSame(new Wanted.Header("subject"), piece);
            assertSame(new Wanted.Header("received"), piece);
        }
    }

    @Test
    void chineseIsFoundByAnyOfItsCharacters() {
        Random random = new Random(SEED);
        List<String> chinese = new ArrayList<>();
        for (MailText text : shelf.mail()) {
            text.texts().stream().filter(SubstringSearchTest::chinese).forEach(chinese::add);
        }
        assertThat(chinese).hasSizeGreaterThan(5);
        int asked = 0;
        while (asked < 100) {
            String piece = piece(random, chinese, 1 + random.nextInt(8));
            if (chinese(piece)) {
                assertSame(new Wanted.Everything(), piece);
                assertSame(new Wanted.Body(), piece);
                asked++;
            }
        }
    }

    @Test
    void whatNobodyWroteIsNotFoundAndWhatEverybodyWroteIs() {
        for (String needle : List.of(
                "e",
                "E",
                "ing",
                "THE",
                "tion",
                " ",
                "  ",
                " the ",
                "of ",
                " of",
                ".",
                ". ",
                "--",
                "@",
                "\"",
                "http://",
                "re:",
                "=",
                "> ",
                "a",
                "1",
                "20",
                "xqz",
                "qqqqqqq",
                "no such words here",
                "的",
                "发票",
                "zzzz-yyyy",
                "and the",
                "the\nand",
                "e,",
                "content-type: text/plain",
                "www.",
                ".com",
                "i",
                "İ",
                "ß",
                "ſ",
                "\t")) {
            assertSame(new Wanted.Everything(), needle);
            assertSame(new Wanted.Body(), needle);
            assertSame(new Wanted.Header("from"), needle);
            assertSame(new Wanted.Header("content-type"), needle);
            assertSame(new Wanted.Header("message-id"), needle);
        }
    }

    private static List<String> someTexts(Random random) {
        MailText text = shelf.mail().get(random.nextInt(shelf.mail().size()));
        List<String> texts = new ArrayList<>(text.texts());
        text.fields().forEach(line -> texts.add(line.line()));
        return texts.isEmpty() ? List.of("nothing") : texts;
    }

    private static String piece(Random random, List<String> texts, int length) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            String text = texts.get(random.nextInt(texts.size()));
            if (text.isEmpty()) {
                continue;
            }
            int from = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
            int left = text.codePointCount(from, text.length());
            return text.substring(from, text.offsetByCodePoints(from, Math.min(left, length)));
        }
        return "nothing";
    }

    private static boolean chinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}
