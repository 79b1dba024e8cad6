package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that we started and that we end, by its id and no other way. What it prints goes into a file. */
public final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path output;

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** Starts a program, with none of this environment's settings for the server. */
    public static Child start(String name, List<String> command, Path output) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("TRADEPOST_"));
            builder.environment().put("TRADEPOST_LANG", "en");
            return new Child(name, builder.start(), output);
        } catch (IOException e) {
            throw new BenchException(name + " can't be started: " + e.getMessage(), e);
        }
    }

    /** Runs a program to its end and returns its exit code. */
    public static int run(String name, List<String> command, Path output, Duration longest) {
        try (Child child = start(name, command, output)) {
            return child.await(longest);
        }
    }

    /** Waits for it to end by itself; its exit code. */
    public int await(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new BenchException(name + " did not end within " + longest + "; it said:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while waiting for " + name, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL to it and to what it started, and waits for the end. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await(Duration.ofSeconds(30));
    }

    /** What it printed. */
    public String said() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new BenchException("the output of " + name + " can't be read", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
