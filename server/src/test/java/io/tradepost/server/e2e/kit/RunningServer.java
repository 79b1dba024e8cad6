package io.tradepost.server.e2e.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.server.config.ConfigurationLoader;
import io.tradepost.server.config.LoadedConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server as a process of its own, in demo mode, in a data folder of its own and on free ports of loopback. It can be
 * stopped, killed, and started again on what it left.
 */
public final class RunningServer implements AutoCloseable {
    /** What the slowest machine may take; the pinned times are asserted where they are tested. */
    private static final Duration LONGEST_START = Duration.ofSeconds(120);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Optional<Path> configuration;
    private int offset;
    private Optional<Process> process = Optional.empty();
    private JsonNode ready = JSON.createObjectNode();
    private JsonNode demo = JSON.createObjectNode();
    private int starts;
    private String extraClasses = "";

    private RunningServer(Path home, Optional<Path> configuration) {
        this.home = home;
        this.configuration = configuration;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param home an empty folder; the data folder and what the process prints go into it
     */
    public static RunningServer start(Path home) {
        return start(home, "");
    }

    /**
     * Starts a server with settings of its own.
     *
     * @param yaml laid over the demo's configuration; empty for none
     */
    public static RunningServer start(Path home, String yaml) {
        RunningServer server = prepare(home, yaml);
        server.start();
        return server;
    }

    /** A server that is not started yet, so that something can be put into its data folder first. */
    public static RunningServer prepare(Path home, String yaml) {
        try {
            Files.createDirectories(home);
            if (yaml.isEmpty()) {
                return new RunningServer(home, Optional.empty());
            }
            Path file = home.resolve("tradepost.yaml");
            Files.writeString(file, yaml);
            return new RunningServer(home, Optional.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, again or for the first time, and waits until {@code ready.json} is there. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("it runs already");
        }
        if (starts++ == 0) {
            offset = Ports.freeOffset();
        }
        try {
            Files.deleteIfExists(data().resolve("ready.json"));
            Files.createDirectories(temporary());
            ProcessBuilder builder = Installed.process(startArguments(), extraClasses);
            builder.command().add(1, "-Djava.io.tmpdir=" + temporary());
            builder.redirectErrorStream(true);
            builder.redirectOutput(output().toFile());
            Process started = builder.start();
            process = Optional.of(started);
            awaitReady(started);
            demo = JSON.readTree(data().resolve("demo.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        Path file = data().resolve("ready.json");
        while (!Files.exists(file)) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new AssertionError("the server is not ready; it said:\n" + said());
            }
            pause();
        }
        ready = JSON.readTree(file.toFile());
    }

    private List<String> startArguments() {
        List<String> arguments = new ArrayList<>(
                List.of("start", "--demo", "--data", data().toString(), "--port-offset", Integer.toString(offset)));
        configuration.ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        return arguments;
    }

    /** The data folder. */
    public Path data() {
        return home.resolve("data");
    }

    /** What it is configured with, so that its rooms can be opened while it does not run. */
    public LoadedConfiguration configuration() {
        return ConfigurationLoader.load(new ConfigurationLoader.Request(true, configuration, Map.of(), home, offset));
    }

    /** Puts one class of the tests onto its class path at the next start. */
    public void alsoOnClassPath(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        Path folder = home.resolve("classes");
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no class file of " + type);
            }
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(in, folder.resolve(name));
            extraClasses = folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it puts temporary files. */
    public Path temporary() {
        return home.resolve("tmp");
    }

    /** What it printed since its last start. */
    public String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return home.resolve("output-" + starts + ".txt");
    }

    /** Its log since the data folder was made. */
    public String log() {
        try {
            return Files.readString(data().resolve("log/tradepost.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ready.json} of the last start. */
    public JsonNode ready() {
        return ready;
    }

    /** {@code demo.json} of the last start. */
    public JsonNode demo() {
        return demo;
    }

    /** How far its ports are moved. */
    public int offset() {
        return offset;
    }

    /** The port of a door as {@code ready.json} names it. */
    public int port(String door) {
        return ready.required("ports").required(door).asInt();
    }

    /** The demo's account whose local part is this. */
    public DemoAccount account(String local) {
        for (JsonNode account : demo.required("accounts")) {
            if (account.required("address").asText().startsWith(local + "@")) {
                return new DemoAccount(
                        account.required("address").asText(),
                        account.required("password").asText());
            }
        }
        throw new AssertionError("the demo has no account " + local);
    }

    /** Someone of the demo who may sign in. */
    public record DemoAccount(String address, String password) {}

    /** The REST API with the demo's token of this role. */
    public Rest rest(String role) {
        return new Rest(port("http"), demo.required("tokens").required(role).asText());
    }

    /** Runs a short command on its data folder, whether it runs or not. */
    public Finished command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data().toString()));
        return Finished.run(Installed.process(all), "");
    }

    /** Whether the process lives. */
    public boolean isRunning() {
        return process.isPresent() && process.get().isAlive();
    }

    /** Its process id. */
    public long pid() {
        return process.orElseThrow().pid();
    }

    /** Asks it to end (SIGTERM) and waits for that; returns how long it took. */
    public Duration stop() {
        long begun = System.nanoTime();
        process.ifPresent(Process::destroy);
        awaitEnd();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Ends it without warning (SIGKILL). */
    public void kill() {
        process.ifPresent(Process::destroyForcibly);
        awaitEnd();
    }

    /** Waits until it has ended by itself or by somebody else's doing. */
    public void awaitEnd() {
        try {
            if (process.isPresent() && !process.get().waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.get().destroyForcibly();
                throw new AssertionError("the server does not end; it said:\n" + said());
            }
            process = Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server ended", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server started", e);
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
        awaitEnd();
    }
}
