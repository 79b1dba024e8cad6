package io.tradepost.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradepost.server.config.ConfigurationLoader;
import io.tradepost.server.control.ControlClient;
import io.tradepost.server.control.ControlFile;
import io.tradepost.server.control.ControlRequest;
import io.tradepost.server.control.ControlServer;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.Rooms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands while a server runs: it has the rooms, and the commands reach it over its control line. */
class ForwardedCommandsTest extends CommandsContract {
    private @Nullable Rooms rooms;
    private @Nullable ControlServer control;
    private @Nullable RunningServer server;

    @Override
    protected void begin() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        Rooms opened = Rooms.open(
                data,
                ConfigurationLoader.load(new ConfigurationLoader.Request(
                        false, Optional.of(data.configurationFile()), Map.of(), folder, 0)),
                Clock.systemUTC(),
                "start",
                Duration.ZERO);
        RunningServer running = new RunningServer(opened, Clock.systemUTC().instant());
        ControlServer line =
                ControlServer.start(new ServerDispatcher(running, Clock.systemUTC()), ControlServer.Limits.USUAL);
        line.file().write(data);
        running.ready(Map.of("smtp", 2525));
        rooms = opened;
        server = running;
        control = line;
    }

    @Override
    protected void end() throws IOException {
        if (control != null) {
            control.close();
        }
        if (rooms != null) {
            rooms.close();
        }
    }

    @Test
    void statusTellsOfTheServer() {
        Shell shell = new Shell(folder, Locale.ENGLISH);
        // The followers of the journal take a moment to begin.
        await().atMost(Duration.ofSeconds(60)).until(() -> shell.run("status").code() == ExitCode.DONE);
        Shell.Outcome status = shell.run("status");
        assertThat(status.err()).isEmpty();
        assertThat(status.out()).contains("is ready").contains("smtp 2525").contains("customers");
        assertThat(shell.run("status", "--json").out())
                .contains("\"state\" : \"ready\"")
                .contains("\"pid\" : " + ProcessHandle.current().pid());
    }

    @Test
    void aRequestToStopReachesTheServer() throws Exception {
        ControlFile file =
                ControlFile.read(new DataFolder(folder.resolve("data"))).orElseThrow();
        try (ControlClient client = ControlClient.connect(file).orElseThrow()) {
            int code = client.run(
                    new ControlRequest(List.of("stop"), folder.toString(), "en", "tester", 0),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
            assertThat(code).isZero();
        }
        assertThat(server).isNotNull();
        assertThat(server.stopRequested()).isTrue();
        assertThat(server.state()).isEqualTo(RunningServer.State.STOPPING);
    }

    @Test
    void manyCommandsAtOnceAllGetTheirOwnAnswers() throws Exception {
        Shell shell = new Shell(folder, Locale.ENGLISH);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Shell.Outcome>> outcomes = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(
                            () -> shell.run("token", "create", "--role", "platform", "--name", "token-" + i, "--json")))
                    .toList();
            for (int i = 0; i < outcomes.size(); i++) {
                Shell.Outcome outcome = outcomes.get(i).get();
                assertThat(outcome.code()).as(outcome.err()).isZero();
                assertThat(outcome.out()).contains("\"name\" : \"token-" + i + "\"");
            }
        }
        assertThat(shell.run("token", "list").out().lines()).hasSize(25);
    }

    @Test
    void whatAServerLeftBehindWhenItWasKilledDoesNotStandInTheWay() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        String stale = Files.readString(data.controlFile());
        end();
        rooms = null;
        control = null;
        Files.writeString(data.controlFile(), stale);

        Shell shell = new Shell(folder, Locale.ENGLISH);
        assertThat(shell.run("status").code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(shell.run("account", "list").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aFolderThatSomethingElseHoldsIsNamedWithItsProcess() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        Files.delete(data.controlFile());

        Shell.Outcome outcome = new Shell(folder, Locale.ENGLISH).run("account", "list");

        assertThat(outcome.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(outcome.err())
                .contains("in use by process " + ProcessHandle.current().pid());
    }

    @Test
    void whatChangesPeopleIsOnRecord() throws IOException {
        Shell shell = new Shell(folder, Locale.ENGLISH);
        assertThat(shell.run("account", "add", "王五", "--domain", "a.test").code())
                .isZero();
        assertThat(server).isNotNull();

        Shell.Outcome verified = shell.run("archive", "verify", "--json");
        // The search of this reader and the new account are the records; there is no mail yet.
        assertThat(verified.out()).contains("\"records\" : 1,");
    }
}
