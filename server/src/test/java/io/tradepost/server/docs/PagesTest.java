package io.tradepost.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be told of the pages without a server: they agree with one another and with the files they name. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void bothReadmesShowTheSameCommands() {
        assertThat(CodeBlocks.in(Checkout.text("README.zh-CN.md")))
                .isNotEmpty()
                .isEqualTo(CodeBlocks.in(Checkout.text("README.md")));
    }

    @Test
    void bothReadmesHaveTheSameChaptersAndTables() {
        assertThat(shape("README.zh-CN.md")).isEqualTo(shape("README.md"));
    }

    @Test
    void chineseReadmeIsChinese() {
        String prose = Checkout.text("README.zh-CN.md").replaceAll("(?s)```.*?```|`[^`]*`", "");
        long chinese = CHINESE.matcher(prose).results().count();
        long latin = Pattern.compile("[A-Za-z]+").matcher(prose).results().count();
        assertThat(chinese).isGreaterThan(6 * latin);
    }

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() {
        String told =
                CodeBlocks.of(Checkout.text("README.md"), "sh test").getFirst().strip();
        Matcher run = Pattern.compile("(?m)(mvn (?:-\\S+ )*)(\\S+) </dev/null").matcher(Checkout.text(".ci/run"));
        assertThat(run.find()).isTrue();
        assertThat("mvn " + run.group(2)).isEqualTo(told);
        assertThat(run.group(1).strip())
                .isEqualTo("mvn -B --no-transfer-progress --fail-at-end -Dsurefire.rerunFailingTestsCount=1");
    }

    @Test
    void readmeNamesThePackagesThatContinuousIntegrationInstalls() {
        String script = Checkout.text(".ci/run");
        TreeSet<String> installed = new TreeSet<>();
        Pattern.compile("\\b[a-z-]+:([a-z-]+)\\b")
                .matcher(script.substring(script.indexOf("for pair in"), script.indexOf("; do")))
                .results()
                .forEach(pair -> installed.add(pair.group(1)));
        Pattern.compile("printf '%s\\\\n' ([a-z][a-z0-9 -]*)")
                .matcher(script)
                .results()
                .forEach(parts -> installed.addAll(List.of(parts.group(1).split(" "))));
        installed.remove("maven");
        String readme = Checkout.text("README.md").replaceAll("\\s+", " ");
        Matcher told = Pattern.compile("not skipped: `([^`]+)`").matcher(readme);
        assertThat(told.find()).isTrue();
        assertThat(List.of(told.group(1).split(" "))).containsExactlyInAnyOrderElementsOf(installed);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            if (!link.group(1).contains("://")) {
                assertThat(page.resolveSibling(link.group(1))).exists();
            }
        }
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Checkout.file("docs"))) {
            Stream<Path> top = Stream.of("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")
                    .map(Checkout::file);
            return Stream.concat(top, docs.filter(path -> path.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    /** Levels of headings and numbers of columns, in order. */
    private static List<String> shape(String page) {
        return Checkout.text(page)
                .replaceAll("(?s)```.*?```", "")
                .lines()
                .filter(line -> line.startsWith("#") || line.startsWith("|"))
                .map(line -> line.startsWith("#")
                        ? line.replaceAll("[^#].*", "")
                        : "|".repeat((int) line.chars().filter(c -> c == '|').count()))
                .toList();
    }
}
