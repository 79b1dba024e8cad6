package io.tradepost.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Mails;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills exporting processes for good, takes their disk and their memory away, and looks at what comes of it. */
class ExportCrashTest {
    private static final ExportFormat[] BOTH = {ExportFormat.EML, ExportFormat.MBOX};

    @TempDir
    Path folder;

    /** A plan that is on record but of which nothing is written yet. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void plan(Path target, ExportOrder.Form form) {
        try (Archive archive = ExportFixture.open(folder.resolve("archive"))) {
            assertThatThrownBy(() -> archive.exports()
                            .run(ExportFixture.order("", target, form, BOTH), Mails.officer(), progress -> {
                                if (progress.step().equals("export")) {
                                    throw new Stopped();
                                }
                            }))
                    .isInstanceOf(Stopped.class);
        }
    }

    private void twin(Path target, Path twin, ExportOrder.Form form) throws IOException {
        Path from = WorkFolder.place(target, form);
        Path to = WorkFolder.place(twin, form);
        try (Stream<Path> all = Files.walk(form == ExportOrder.Form.FOLDER ? target : from)) {
            Path base = form == ExportOrder.Form.FOLDER ? target : from;
            Path goal = form == ExportOrder.Form.FOLDER ? twin : to;
            for (Path one : all.toList()) {
                Files.copy(one, goal.resolve(base.relativize(one)));
            }
        }
    }

    private ProcessBuilder process(Path target, String... jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(jvm));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                ExportProcess.class.getName(),
                folder.resolve("archive").toString(),
                target.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Lets it work for so many steps and then kills it; whether it was done before that. */
    private boolean life(Path target, int steps) throws IOException, InterruptedException {
        Process process = process(target, "-Xmx256m").start();
        boolean done = false;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            for (String line = out.readLine(); line != null && !done; line = out.readLine()) {
                done = line.startsWith("done ");
                if (!done && ++seen >= steps) {
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                    break;
                }
            }
        }
        process.waitFor();
        return done;
    }

    @ParameterizedTest
    @EnumSource(ExportOrder.Form.class)
    void endsWithTheSameBytesHoweverOftenItWasKilled(ExportOrder.Form form) throws Exception {
        try (Archive archive = ExportFixture.open(folder.resolve("archive"))) {
            ExportFixture.fill(archive, 1100);
        }
        Path target = folder.resolve("bundle");
        Path twin = folder.resolve("twin");
        plan(target, form);
        twin(target, twin, form);
        Random random = new Random(5);
        int lives = 1;
        while (!life(target, 257 + random.nextInt(200))) {
            lives++;
        }
        assertThat(lives).isGreaterThan(2);
        assertThat(life(twin, Integer.MAX_VALUE)).isTrue();
        if (form == ExportOrder.Form.FOLDER) {
            assertThat(ExportFixture.hashes(target)).isEqualTo(ExportFixture.hashes(twin));
        } else {
            assertThat(Files.mismatch(target, twin)).isEqualTo(-1);
        }
        assertThat(BundleCheck.run(target, progress -> {}).problems()).isEmpty();
        assertThat(ExportFixture.run("python3", script().toString(), target.toString())
                        .status())
                .isZero();
    }

    private Path script() throws IOException {
        return Files.write(folder.resolve("verify.py"), VerifyProgram.bytes());
    }

    @Test
    void aFileThatMayGrowNoMoreEndsItWithAClearErrorAndItGoesOnLater() throws Exception {
        Random random = new Random(6);
        try (Archive archive = ExportFixture.open(folder.resolve("archive"))) {
            for (int i = 0; i < 12; i++) {
                byte[] bytes = new byte[500_000];
                random.nextBytes(bytes);
                ExportFixture.capture(archive, "k" + i, bytes);
            }
            archive.awaitFollowers(java.time.Duration.ofMinutes(1));
        }
        Path target = folder.resolve("bundle.zip");
        plan(target, ExportOrder.Form.ZIP);
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 8192; exec \"$@\"", "limited"));
        limited.addAll(process(target, "-Xmx256m").command());
        Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("temporary: the export to " + target + " can't be written: ");
        assertThat(target).doesNotExist();
        assertThat(life(target, Integer.MAX_VALUE)).isTrue();
        assertThat(BundleCheck.run(target, progress -> {}).problems()).isEmpty();
    }

    @Test
    void needsNoMoreMemoryForManyOrLargeMessages() throws Exception {
        try (Archive archive = ExportFixture.open(folder.resolve("archive"))) {
            ExportFixture.fill(archive, 3000);
            for (int i = 0; i < 4; i++) {
                StringBuilder text = new StringBuilder("Subject: large " + i + "\r\n\r\n");
                while (text.length() < 40_000_000) {
                    text.append("line of a large message ")
                            .append(text.length())
                            .append("\r\n");
                }
                ExportFixture.capture(archive, "large" + i, text.toString().getBytes(StandardCharsets.US_ASCII));
            }
            archive.awaitFollowers(java.time.Duration.ofMinutes(2));
        }
        Path target = folder.resolve("bundle.zip");
        plan(target, ExportOrder.Form.ZIP);
        Process process = process(target, "-Xmx96m").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("done 3013 96 MiB");
    }
}
