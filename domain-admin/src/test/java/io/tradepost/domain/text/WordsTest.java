package io.tradepost.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes the language of the process")
final class WordsTest {
    private static Properties bundle(String file) throws IOException {
        Properties sentences = new Properties();
        try (Reader reader = new InputStreamReader(WordsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            sentences.load(reader);
        }
        return sentences;
    }

    private static Set<String> found(String regex, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        Properties english = bundle("sentences.properties");
        Properties chinese = bundle("sentences_zh_CN.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(found("\\{(\\d)\\}", chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(found("\\{(\\d)\\}", english.getProperty(key)));
        }
    }

    @Test
    void anApostropheIsDoubledOrItVanishes() throws IOException {
        for (String file : new String[] {"sentences.properties", "sentences_zh_CN.properties"}) {
            Properties sentences = bundle(file);
            for (String key : sentences.stringPropertyNames()) {
                assertThat(sentences.getProperty(key).replace("''", "").replace("'{d}'", ""))
                        .as(key)
                        .doesNotContain("'");
            }
        }
    }

    @Test
    void everySentenceThatTheCodeAsksForExistsAndNoneIsLeftOver() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/tradepost/domain"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                used.addAll(found("\"([a-z]+(?:\\.[a-z0-9-]+)+)\"", Files.readString(file)));
            }
        }
        Set<String> sentences = new TreeSet<>(bundle("sentences.properties").stringPropertyNames());
        sentences.remove("verbatim");
        assertThat(used).containsAll(sentences);
        // The other dotted words in the code are the ids of checks.
        used.removeAll(sentences);
        assertThat(used).allMatch(word -> word.matches("(zone|mx|spf)\\.[a-z-]+|io\\..*"));
    }

    @Test
    void theMachinesOwnLanguageDoesNotDecide() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            assertThat(Words.in(Locale.ENGLISH).say(Phrase.of("report.fine"))).isEqualTo("All is well.");
            assertThat(Words.in(Locale.FRENCH)).isSameAs(Words.ENGLISH);
            assertThat(Words.in(Locale.TRADITIONAL_CHINESE).say(Phrase.of("report.fine")))
                    .isEqualTo("全部正常。");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatGoesIntoASentenceIsNeverReadAsOne() {
        assertThat(Words.ENGLISH.say(Phrase.of("verbatim", "{0} '{1}' 1,000"))).isEqualTo("{0} '{1}' 1,000");
        assertThat(Words.ENGLISH.say(Phrase.of("spf.lookups.fine", 1234, 10))).contains(" 1234 ");
        assertThat(Words.ENGLISH.say(Phrase.of("spf.syntax.macro"))).contains("%{d} or be written %%");
    }
}
