package io.tradepost.server.e2e.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run to its end.
 *
 * @param code   exit code
 * @param output what it printed, byte for byte
 * @param errors what it printed on standard error
 */
public record Finished(int code, byte[] output, String errors) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Runs a program with nothing to read. */
    public static Finished run(List<String> command) {
        return run(new ProcessBuilder(command), "");
    }

    /** Runs a program to its end; one that does not end is killed, and the test fails. */
    public static Finished run(ProcessBuilder builder, String input) {
        List<String> command = builder.command();
        try {
            Process process = builder.start();
            CompletableFuture<byte[]> output = read(process.getInputStream());
            CompletableFuture<byte[]> errors = read(process.getErrorStream());
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It did not want to read all of it; what it says tells more than this.
                if (process.isAlive()) {
                    process.waitFor(1, TimeUnit.SECONDS);
                }
            }
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command.get(0) + " did not end within " + LONGEST);
            }
            return new Finished(process.exitValue(), output.join(), new String(errors.join(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(command.get(0) + " can't be run; is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static CompletableFuture<byte[]> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        throw new AssertionError("its output can't be read", e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    /** What it printed, as text. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** What it printed, as JSON. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(output);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text() + errors, e);
        } catch (IOException e) {
            throw new AssertionError("not readable", e);
        }
    }

    /** Everything it said, for a failing test's message. */
    @Override
    public String toString() {
        return "exit code " + code + "\n" + text() + errors;
    }
}
