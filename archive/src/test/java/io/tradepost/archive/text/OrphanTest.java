package io.tradepost.archive.text;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that reads does not outlive a server that is killed. */
class OrphanTest {
    @TempDir
    Path folder;

    @Test
    void aKilledServerLeavesNoReadingProgramBehindThoughItWasBusy() throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OrphanMaker.class.getName(),
                        folder.resolve("scratch").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(said.readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            assertThat(child.isAlive()).isTrue();
            server.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive());
        } finally {
            server.destroyForcibly();
        }
    }
}
