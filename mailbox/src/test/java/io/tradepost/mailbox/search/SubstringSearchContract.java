package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.mime.MailText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Searches of real mail find exactly what a scan of its decoded text finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubstringSearchContract {
    private static final long SEED = 20_261_125L;

    private final int everySoMany;
    private final int needles;
    private Optional<Shelf> opened = Optional.empty();

    /**
     * @param everySoMany of the messages one is taken
     * @param needles     how often each kind is looked for
     */
    SubstringSearchContract(int everySoMany, int needles) {
        this.everySoMany = everySoMany;
        this.needles = needles;
    }

    @BeforeAll
    void index(@TempDir Path folder) {
        opened = Optional.of(Shelf.of(folder, everySoMany));
    }

    @AfterAll
    void close() {
        shelf().close();
    }

    private Shelf shelf() {
        return opened.orElseThrow();
    }

    private void assertSame(Wanted wanted, String needle) {
        assertThat(shelf().find(wanted, needle)).as("%s in %s", needle, wanted).isEqualTo(shelf().scan(wanted, needle));
    }

    @Test
    void anyPieceOfAnyTextIsFoundInEveryMessageThatHasIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < needles; i++) {
            String piece = piece(random, List.copyOf(someTexts(random)), 1 + random.nextInt(i % 5 == 0 ? 40 : 12));
            assertSame(new Wanted.Everything(), piece);
            assertSame(new Wanted.Body(), piece);
        }
    }

    @Test
    void anyPieceOfAHeaderFieldIsFoundUnderItsNameAndNoOther() {
        Random random = new Random(SEED);
        for (int i = 0; i < needles; i++) {
            MailText text = shelf().mail().get(random.nextInt(shelf().mail().size()));
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
        for (MailText text : shelf().mail()) {
            text.texts().stream().filter(SubstringSearchContract::chinese).forEach(chinese::add);
        }
        assertThat(chinese).hasSizeGreaterThan(5);
        int asked = 0;
        while (asked < needles) {
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

    @Test
    void whatStandsAcrossAFieldsNameAndItsValueIsFound() {
        Random random = new Random(SEED);
        for (int i = 0; i < needles / 2; i++) {
            MailText text = shelf().mail().get(random.nextInt(shelf().mail().size()));
            if (text.fields().isEmpty()) {
                continue;
            }
            String line =
                    text.fields().get(random.nextInt(text.fields().size())).line();
            int middle = line.indexOf(": ");
            int from = random.nextInt(middle + 1);
            int to = Math.min(line.length(), middle + 2 + random.nextInt(12));
            if (Character.isLowSurrogate(line.charAt(to - 1)) || !Character.isSurrogate(line.charAt(to - 1))) {
                assertSame(new Wanted.Everything(), line.substring(from, to));
            }
        }
    }

    @Test
    void wordsOfAnyLengthAreFoundByAnyPieceOfThem() {
        Random random = new Random(SEED);
        StringBuilder letters = new StringBuilder();
        random.ints(4_000, 'a', 'z' + 1).forEach(letters::appendCodePoint);
        String word = letters.toString();
        shelf().add(new MailText(
                List.of(new MailText.HeaderLine("X-Long", word), new MailText.HeaderLine("To", word.repeat(20))),
                List.of("before " + word + ", " + "-".repeat(700) + " behind"),
                false));
        shelf().show();
        for (int i = 0; i < needles; i++) {
            int from = random.nextInt(word.length() - 1);
            int to = Math.min(word.length(), from + 1 + random.nextInt(i % 3 == 0 ? 400 : 60));
            String piece = word.substring(from, to);
            assertSame(new Wanted.Everything(), piece);
            assertSame(new Wanted.Body(), piece);
            assertSame(new Wanted.Header("x-long"), piece);
            assertSame(new Wanted.Header("to"), piece);
        }
        for (String needle : List.of(
                "before " + word.substring(0, 30),
                word.substring(3_970) + ", ---",
                "-".repeat(300),
                "- behind",
                "-".repeat(150) + " be",
                word)) {
            assertSame(new Wanted.Everything(), needle);
            assertSame(new Wanted.Body(), needle);
        }
    }

    private List<String> someTexts(Random random) {
        MailText text = shelf().mail().get(random.nextInt(shelf().mail().size()));
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
