package io.tradepost.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.server.e2e.kit.Checkout;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's commands, typed in its order into a folder with nothing but the launcher, on other ports. */
class ReadmeTest {
    private static final String README = Checkout.text("README.md");

    @TempDir
    private static Path home;

    private static int offset;
    private static Process server;
    private static JsonNode ready;

    @BeforeAll
    static void startAsReadmeSays() throws IOException {
        InstalledLayout.make(home);
        offset = Ports.freeOffset();
        String start = CodeBlocks.of(README, "sh start").getFirst().strip();
        server = shell("exec " + start + " --port-offset " + offset)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("start.txt").toFile())
                .start();
        Path file = home.resolve("data/ready.json");
        Eventually.until(
                "the demo is ready",
                Duration.ofMinutes(2),
                () -> Files.exists(file) || !server.isAlive(),
                ReadmeTest::startOutput);
        assertThat(server.isAlive()).as(ReadmeTest::startOutput).isTrue();
        ready = new ObjectMapper().readTree(file.toFile());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    @Test
    void everyCommandOfTheDailyUseWorks() {
        String script = CodeBlocks.of(README, "sh run").stream()
                .map(ReadmeTest::withTimeForTheArchive)
                .reduce("set -eu\n", (all, block) -> all + "echo '>>>'\n" + block);
        Finished run = Finished.run(shell(script), "");
        assertThat(run.code()).as(run::toString).isZero();
        assertThat(run.text())
                .contains("liuyang@tradepost.test")
                .contains("orders@tradepost.test")
                .contains("C10008")
                .contains("\"status\"");
        assertThat(home.resolve("message.eml")).content().contains("Please confirm the shipping date");
    }

    @Test
    void everyQueryOfTheTableIsUnderstood() {
        List<String> queries = queriesOfTheTable();
        assertThat(queries).hasSizeGreaterThan(25);
        assertThat(queries)
                .allSatisfy(query -> assertThat(statusOfSearch(query)).as(query).isEqualTo(200));
        assertThat(statusOfSearch("colour:blue"))
                .as("a query that is not understood")
                .isEqualTo(400);
    }

    @Test
    void portsOfTheTableAreTheOnesThatTheDemoOpens() {
        String table = README.substring(README.indexOf("| incoming, IMAP"), README.indexOf("Nobody signs in"));
        assertThat(ready.get("ports"))
                .hasSize(6)
                .allSatisfy(port -> assertThat(table).contains("| " + (port.asInt() - offset) + " |"));
    }

    @Test
    void showsTheDemosAccountsWithTheirPasswords() throws IOException {
        JsonNode demo =
                new ObjectMapper().readTree(home.resolve("data/demo.json").toFile());
        assertThat(demo.get("accounts"))
                .isNotEmpty()
                .allSatisfy(account -> assertThat(startOutput())
                        .contains(
                                account.get("address").asText(),
                                account.get("password").asText()));
    }

    private static List<String> queriesOfTheTable() {
        String table = README.substring(README.indexOf("| write | finds |"), README.indexOf("A mistake is pointed at"));
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > 2)
                .flatMap(cells -> Pattern.compile("`([^`]+)`").matcher(cells[1]).results())
                .map(match -> match.group(1))
                .filter(query -> !List.of("AND", "OR", "NOT", "( )").contains(query))
                // A field alone stands for the field with a value.
                .map(query -> query.endsWith(":") ? query + "x1" : query)
                .map(query -> query.startsWith("-") ? "x1 " + query : query)
                .toList();
    }

    private static int statusOfSearch(String query) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            JsonNode demo =
                    new ObjectMapper().readTree(home.resolve("data/demo.json").toFile());
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                            + ready.get("ports").get("http").asInt() + "/api/v1/messages?q="
                            + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                    .header(
                            "Authorization",
                            "Bearer " + demo.get("tokens").get("officer").asText())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A mail is searchable a moment after it was sent; a person needs longer than that to type on. */
    private static String withTimeForTheArchive(String block) {
        if (!block.contains("swaks")) {
            return block;
        }
        return block + """
                tries=0
                until ./tradepost archive search 'subject:催货' 2>/dev/null | grep -q 'C10008'; do
                  tries=$((tries + 1))
                  [ "$tries" -lt 30 ] || { ./tradepost archive search ''; exit 9; }
                  sleep 0.5
                done
                """;
    }

    private static ProcessBuilder shell(String script) {
        Matcher port = Pattern.compile("\\b(2525|2587|2465|2143|2993|8025)\\b").matcher(script);
        String moved = port.replaceAll(match -> Integer.toString(Integer.parseInt(match.group()) + offset));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", moved).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRADEPOST_"));
        builder.environment()
                .putAll(java.util.Map.of(
                        "TRADEPOST_JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                        "LC_ALL", "C.UTF-8",
                        "TRADEPOST_LANG", "en"));
        return builder;
    }

    private static String startOutput() {
        try {
            return Files.readString(home.resolve("start.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
