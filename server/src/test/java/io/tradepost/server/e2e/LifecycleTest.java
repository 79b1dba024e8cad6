package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, what it leaves for scripts, stop by a signal, start on what is there, and what is derived made anew. */
class LifecycleTest {
    private static final String BUYER = "buyer@lifecycle.example";
    private static final String LINA = "lina@tradepost.test";

    @TempDir
    private Path home;

    @Test
    void startsStopsOnASignalStartsAgainOnWhatIsThereAndRebuildsWhatIsDerivedToTheSameAnswers() throws IOException {
        try (RunningServer server = RunningServer.start(home)) {
            assertSaysWhereItIs(server);
            JsonNode people = server.demo().deepCopy();
            List<Letter> letters = send(server);
            letters.forEach(letter -> Imap.of(server, "lina").awaitOne(letter.mark()));
            server.rest("officer").await("from:lifecycle.example", letters.size());
            Map<String, JsonNode> answers = answers(server);

            Duration stop = server.stop();
            System.out.println("SIGTERM to end: " + stop.toMillis() + " ms (promised 3 s on a machine of its own)");
            assertThat(server.said()).contains("Stopped.");
            assertThat(server.data().resolve("ready.json")).doesNotExist();
            assertThat(server.command("status").code()).isEqualTo(1);

            derived(server).forEach(SharedServer::delete);
            Finished rebuilt = server.command("archive", "rebuild");
            assertThat(rebuilt.code()).as(rebuilt.toString()).isZero();
            derived(server).forEach(folder -> assertThat(folder).exists());

            server.start();
            assertThat(server.demo())
                    .as("the same people, passwords and tokens")
                    .isEqualTo(people);
            assertThat(Imap.of(server, "lina").count()).isEqualTo(letters.size());
            assertThat(answers(server)).isEqualTo(answers);
            Letter after = Letter.from(BUYER, "after the second start");
            send(server, after);
            Imap.of(server, "lina").awaitOne(after.mark());
        }
    }

    private static void assertSaysWhereItIs(RunningServer server) throws IOException {
        Eventually.until(
                "the line for people",
                () -> server.said().lines().anyMatch(line -> line.startsWith("Tradepost is ready")));
        JsonNode ready = server.ready();
        assertThat(names(ready)).containsExactlyInAnyOrder("pid", "version", "ports", "domains");
        assertThat(ready.required("pid").asLong()).isEqualTo(server.pid());
        assertThat(ready.required("version").asText()).isNotBlank();
        assertThat(Expect.texts(ready.required("domains"))).containsExactly("tradepost.test", "tradepost-asia.test");
        Map<String, Integer> usual = Map.of(
                "smtp", 2525, "submission", 2587, "submissions", 2465, "imap", 2143, "imaps", 2993, "http", 8025);
        assertThat(names(ready.required("ports"))).containsExactlyInAnyOrderElementsOf(usual.keySet());
        usual.forEach((door, port) -> assertThat(server.port(door)).isEqualTo(port + server.offset()));

        JsonNode demo = server.demo();
        assertThat(names(demo)).containsExactlyInAnyOrder("accounts", "tokens");
        assertThat(demo.required("accounts"))
                .isNotEmpty()
                .allSatisfy(account ->
                        assertThat(names(account)).containsExactlyInAnyOrder("address", "name", "password", "role"));
        assertThat(names(demo.required("tokens"))).containsExactlyInAnyOrder("officer", "platform", "admin");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.data().resolve("demo.json"))))
                .isEqualTo("rw-------");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Letter> send(RunningServer server) {
        List<Letter> letters = List.of(
                Letter.from(BUYER, "price of bearings"),
                Letter.from(BUYER, "询价 轴承 6204"),
                Letter.from(BUYER, "SO-2023-00131 and more"));
        letters.forEach(letter -> send(server, letter));
        return letters;
    }

    private static void send(RunningServer server, Letter letter) {
        try (Smtp smtp = Smtp.connect(server.port("smtp"))) {
            smtp.expect(250, "EHLO mx.lifecycle.example");
            smtp.sendAccepted(BUYER, List.of(LINA), letter.bytes());
        }
    }

    /** What an officer is told: every message with its links and the bytes behind it, by several ways of asking. */
    private static Map<String, JsonNode> answers(RunningServer server) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String query : List.of("", "轴承", "from:lifecycle.example", "subject:bearings", "to:" + LINA, "NOT 轴承")) {
            server.rest("officer").all(query).forEach(message -> {
                String id = message.required("id").asText();
                answers.put(query + " " + id, message);
                answers.putIfAbsent(
                        id, server.rest("officer").get("/api/v1/messages/" + id).json());
            });
        }
        return answers;
    }

    /** What can be made from the journal alone. */
    private static List<Path> derived(RunningServer server) {
        List<Path> derived =
                List.of(server.data().resolve("archive/index"), server.data().resolve("db/catalog.mv.db"));
        derived.forEach(place -> assertThat(place).exists());
        return derived;
    }
}
