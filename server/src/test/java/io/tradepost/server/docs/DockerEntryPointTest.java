package io.tradepost.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.server.e2e.kit.Checkout;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Ports;
import io.tradepost.server.e2e.kit.PrivateMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/entrypoint.sh} as the image runs it, without Docker: the launcher and the server are the real ones. */
class DockerEntryPointTest {
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private static Path installation;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() {
        InstalledLayout.make(installation);
    }

    @Test
    void makesTheConfigurationWaitsForTheDatabaseAndBecomesTheServer() throws Exception {
        int databasePort = PrivateMariaDb.freePort();
        Path databaseFiles = folder.resolve("mariadb");
        PrivateMariaDb.install(databaseFiles);
        Map<String, String> environment = environmentOfImage();
        environment.putAll(Map.of(
                "TRADEPOST_DOMAINS", "kaihang.test, kaihang-asia.test",
                "TRADEPOST_HOSTNAME", "mail.kaihang.test",
                "TRADEPOST_COMPANY", "启航贸易 Kaihang",
                "TRADEPOST_DATABASE_URL", "jdbc:mariadb://127.0.0.1:" + databasePort + "/tradepost",
                "TRADEPOST_DATABASE_USER", "tradepost",
                "TRADEPOST_DATABASE_PASSWORD_FILE", secret().toString(),
                "TRADEPOST_TLS_CERTIFICATE", "",
                "TRADEPOST_TLS_PRIVATE_KEY", ""));
        Path output = folder.resolve("output.txt");
        Process server = entryPoint(environment)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Eventually.until("it waits for the database", () -> said(output).contains("waiting for the database"));
            assertThat(configuration()).exists();
            try (PrivateMariaDb database = PrivateMariaDb.start(databaseFiles, databasePort, "tradepost", PASSWORD)) {
                Eventually.until(
                        "the server is ready",
                        Duration.ofMinutes(2),
                        () -> Files.exists(data().resolve("ready.json")) || !server.isAlive(),
                        () -> said(output));
                assertThat(server.isAlive()).as(() -> said(output)).isTrue();
                JsonNode ready =
                        new ObjectMapper().readTree(data().resolve("ready.json").toFile());
                assertThat(ready.get("pid").asLong())
                        .as("the server has taken the shell's place")
                        .isEqualTo(server.pid());
                assertThat(ready.get("domains"))
                        .map(JsonNode::asText)
                        .containsExactly("kaihang.test", "kaihang-asia.test");
                assertThat(ready.get("ports").get("smtp").asText()).isEqualTo(environment.get("TRADEPOST_SMTP_PORT"));
                assertThat(ready.get("ports").get("imaps").asText())
                        .isEqualTo(environment.get("TRADEPOST_IMAP_TLS_PORT"));
                assertThat(run(environment, "health").code()).isZero();

                Finished added = run(environment, "account", "add", "曾国强", "--domain", "kaihang.test", "--json");
                assertThat(added.json().path("address").asText())
                        .as(added::toString)
                        .isEqualTo("zengguoqiang@kaihang.test");

                server.destroy();
                assertThat(server.waitFor(15, TimeUnit.SECONDS))
                        .as("it stops when told")
                        .isTrue();
            }
            assertThat(data().resolve("ready.json")).doesNotExist();
            assertThat(run(environment, "health").code()).isNotZero();
            assertThat(Files.readString(configuration()))
                    .contains("kaihang-asia.test")
                    .doesNotContain(PASSWORD);
            assertThat(said(output)).doesNotContain(PASSWORD);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void saysWhatIsMissingOnTheFirstStart() {
        Finished start = run(environmentOfImage());
        assertThat(start.code()).isEqualTo(64);
        assertThat(start.errors()).contains("TRADEPOST_DOMAINS");
        assertThat(configuration()).doesNotExist();
    }

    @Test
    void givesUpWithTheReasonWhenTheDatabaseStaysAway() throws IOException {
        Map<String, String> environment = withoutDatabase();
        environment.put("TRADEPOST_WAIT_SECONDS", "1");
        Finished start = run(environment);
        assertThat(start.code()).isEqualTo(2);
        assertThat(start.errors())
                .contains("the database did not answer within 1 s")
                .contains("account database");
        assertThat(data().resolve("ready.json")).doesNotExist();
    }

    @Test
    void stopsAtOnceWhenToldToWhileItWaits() throws Exception {
        Path output = folder.resolve("output.txt");
        Process waiting = entryPoint(withoutDatabase())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Eventually.until("it waits", () -> said(output).contains("waiting for the database"));
            waiting.destroy();
            assertThat(waiting.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.exitValue()).isEqualTo(143);
        } finally {
            waiting.destroyForcibly();
        }
    }

    @Test
    void composePublishesThePortsThatTheImageListensOn() {
        String compose = Checkout.text("docker/compose.yaml");
        Map<String, String> image = portsOfImage();
        assertThat(image).hasSize(6);
        assertThat(image.values())
                .allSatisfy(port -> assertThat(compose).containsPattern("- \"[0-9.:]+:" + port + "\""));
        assertThat(Checkout.text("docker/Dockerfile")).contains("EXPOSE " + String.join(" ", image.values()));
    }

    private Map<String, String> withoutDatabase() throws IOException {
        Map<String, String> environment = environmentOfImage();
        environment.putAll(Map.of(
                "TRADEPOST_DOMAINS",
                "kaihang.test",
                "TRADEPOST_DATABASE_URL",
                "jdbc:mariadb://127.0.0.1:" + PrivateMariaDb.freePort() + "/tradepost",
                "TRADEPOST_DATABASE_USER",
                "tradepost",
                "TRADEPOST_DATABASE_PASSWORD_FILE",
                secret().toString()));
        return environment;
    }

    /** What the Dockerfile sets, moved to this test's folder and to free ports of loopback. */
    private Map<String, String> environmentOfImage() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TRADEPOST_PROGRAM", installation.resolve("tradepost").toString(),
                "TRADEPOST_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "TRADEPOST_DATA", data().toString(),
                "TRADEPOST_SMTP_BIND", "127.0.0.1",
                "TRADEPOST_IMAP_BIND", "127.0.0.1",
                "TRADEPOST_HTTP_BIND", "127.0.0.1",
                "TRADEPOST_LANG", "en"));
        int offset = Ports.freeOffset();
        portsOfImage()
                .forEach((variable, port) ->
                        environment.put(variable, Integer.toString(Integer.parseInt(port) + offset)));
        return environment;
    }

    private static Map<String, String> portsOfImage() {
        Map<String, String> ports = new java.util.LinkedHashMap<>();
        Matcher variable =
                Pattern.compile("(TRADEPOST_[A-Z_]+_PORT)=(\\d+)").matcher(Checkout.text("docker/Dockerfile"));
        while (variable.find()) {
            ports.put(variable.group(1), variable.group(2));
        }
        return ports;
    }

    private ProcessBuilder entryPoint(Map<String, String> environment, String... arguments) {
        List<String> command = new java.util.ArrayList<>(
                List.of("sh", Checkout.file("docker/entrypoint.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRADEPOST_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Finished run(Map<String, String> environment, String... arguments) {
        return Finished.run(entryPoint(environment, arguments), "");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path configuration() {
        return data().resolve("tradepost.yaml");
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("database-password"), PASSWORD + "\n");
    }

    private static String said(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
