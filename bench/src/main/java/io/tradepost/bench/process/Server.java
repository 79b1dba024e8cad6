package io.tradepost.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server, in demo mode, on one site: started, killed, and started again on what it left. */
public final class Server implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(10);
    private static final Duration HTTP_PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern QUEUES =
            Pattern.compile("(?m)^tradepost_queue_(?:spool|waiting|outgoing)(?:\\{[^}]*})? ([0-9.eE+-]+)$");
    private static final Pattern LAGS =
            Pattern.compile("(?m)^tradepost_archive_(?:catalog|index)_lag(?:\\{[^}]*})? ([0-9.eE+-]+)$");

    private final Site site;
    private final List<String> wrapper;
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<Child> process = Optional.empty();
    private JsonNode ready = JSON.createObjectNode();
    private int starts;
    private int commands;

    public Server(Site site) {
        this(site, List.of());
    }

    /** A server that is started through another program, such as a tracer. */
    public Server(Site site, List<String> wrapper) {
        this.site = site;
        this.wrapper = List.copyOf(wrapper);
    }

    /** Starts the process without waiting for it. */
    public void begin() {
        try {
            Files.deleteIfExists(readyFile());
        } catch (IOException e) {
            throw new BenchException("ready.json can't be removed", e);
        }
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(Program.tradepost(List.of(
                "start",
                "--demo",
                "--data",
                site.data().toString(),
                "--config",
                site.configuration().toString(),
                "--port-offset",
                Integer.toString(site.offset()))));
        process = Optional.of(Child.start("the server", command, site.output("server-" + ++starts)));
    }

    /** Waits until the doors are open. */
    public void awaitReady() {
        Child child = process.orElseThrow();
        boolean there = Pause.until(LONGEST_START, () -> Files.exists(readyFile()) || !child.isAlive());
        if (!there || !child.isAlive()) {
            child.close();
            throw new BenchException("the server is not ready; it said:\n" + child.said());
        }
        ready = read(readyFile());
    }

    /** Starts it and waits until the doors are open. */
    public void start() {
        begin();
        awaitReady();
    }

    private Path readyFile() {
        return site.data().resolve("ready.json");
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new BenchException(file.getFileName() + " can't be read", e);
        }
    }

    /** The port of a door as {@code ready.json} names it. */
    public int port(String door) {
        return ready.required("ports").required(door).asInt();
    }

    /** The server's own process id, which under a wrapper is not that of our child. */
    public long pid() {
        return ready.required("pid").asLong();
    }

    /** The demo's accounts. */
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (JsonNode one : read(site.data().resolve("demo.json")).required("accounts")) {
            accounts.add(new Account(
                    one.required("address").asText(), one.required("password").asText()));
        }
        return accounts;
    }

    /** Mail in all queues together; -1 when the server does not say. */
    public long queued() {
        return sum(QUEUES);
    }

    /** Journal records that catalog and index are behind, added up; -1 when the server does not say. */
    public long lag() {
        return sum(LAGS);
    }

    private long sum(Pattern pattern) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("http") + "/metrics"))
                            .timeout(HTTP_PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher matcher = pattern.matcher(answer.body());
            double sum = 0;
            int found = 0;
            while (matcher.find()) {
                double value = Double.parseDouble(matcher.group(1));
                if (!(value >= 0)) {
                    return -1;
                }
                sum += value;
                found++;
            }
            return found == 0 ? -1 : Math.round(sum);
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while asking the server", e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.ifPresent(Child::kill);
        process = Optional.empty();
    }

    /** SIGTERM to the server, and waits for its end. */
    public void stop() {
        if (process.isEmpty()) {
            return;
        }
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
        process.get().await(LONGEST_STOP);
        process = Optional.empty();
    }

    /** Runs {@code tradepost} with these arguments on the site; its exit code. What it prints is in this output. */
    public int command(String output, String... arguments) {
        return Child.run("tradepost", command(List.of(arguments)), site.output(output), LONGEST_COMMAND);
    }

    private List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(
                "--data",
                site.data().toString(),
                "--config",
                site.configuration().toString()));
        return Program.tradepost(all);
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param text what it printed
     */
    public record Said(int code, String text) {}

    /** Runs {@code tradepost} with these arguments on the site; its output has a file of its own under this name. */
    public Said ask(String output, String... arguments) {
        String file = output + "-" + ++commands;
        try (Child child = Child.start("tradepost", command(List.of(arguments)), site.output(file))) {
            int code = child.await(LONGEST_COMMAND);
            return new Said(code, child.said());
        }
    }

    @Override
    public void close() {
        process.ifPresent(Child::close);
        process = Optional.empty();
    }
}
