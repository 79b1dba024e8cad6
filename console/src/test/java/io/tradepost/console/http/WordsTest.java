package io.tradepost.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.console.contract.Violation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | en",
                "zh                          | zh-CN",
                "zh-CN,zh;q=0.9,en;q=0.8     | zh-CN",
                "ZH-tw                       | zh-CN",
                "en-US,en;q=0.9,zh-CN;q=0.8  | en",
                "en;q=0.1,zh;q=0.9           | zh-CN",
                "fr,zh;q=0.3                 | zh-CN",
                "zh;q=0                      | en",
                "*                           | en",
                "ja                          | en",
                "zh;q=nonsense               | en",
                ";;;,,,                      | en",
            })
    void theLanguageIsTheBetterOfTheTwo(String header, String language) {
        assertThat(Words.of(header).language()).isEqualTo(language);
    }

    @Test
    void aHugeHeaderIsNotEvenRead() {
        assertThat(Words.of("zh," + "x-y,".repeat(1_000)).language()).isEqualTo("en");
    }

    @Test
    void bothLanguagesSayTheSameThings() throws Exception {
        Properties english = bundle("words.properties");
        Properties chinese = bundle("words_zh_CN.properties");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
            assertThat(chinese.getProperty(key)).as(key).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void everyKindAndEveryRuleHasItsSentence() {
        for (String language : List.of("en", "zh")) {
            for (Problem.Kind kind : Problem.Kind.values()) {
                assertThat(Words.of(language).say("title." + kind.slug(), List.of()))
                        .isNotBlank();
            }
            for (Violation.Rule rule : Violation.Rule.values()) {
                String key = "rule." + rule.name().toLowerCase(Locale.ROOT);
                assertThat(Words.of(language).say(key, List.of("limit", 1, 500)))
                        .doesNotContain("{", "''");
            }
        }
    }

    @Test
    void numbersAreWrittenWithoutGroups() {
        assertThat(Words.of("en").say("content.too-large", List.of(65536))).contains("65536");
        assertThat(Words.of("zh").say("content.too-large", List.of(65536))).contains("65536");
    }

    private static List<String> places(String sentence) {
        return PLACE.matcher(sentence)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("/io/tradepost/console/" + name)),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
