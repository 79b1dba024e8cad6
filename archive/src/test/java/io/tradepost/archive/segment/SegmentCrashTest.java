package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.journal.DiskFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that archives, seals, moves segments away, makes keys and shreds, and looks at what it left. */
class SegmentCrashTest {
    @TempDir
    Path folder;

    @Test
    void everythingAcknowledgedIsAsAcknowledgedAfterKills() throws IOException, InterruptedException {
        killed(4, 21);
    }

    @Test
    @Tag("long")
    void everythingAcknowledgedIsAsAcknowledgedAfterHundredsOfKills() throws IOException, InterruptedException {
        // A new place now and then, since every message is read after every kill.
        for (int round = 0; round < 20; round++) {
            folder = folder.resolve("round" + round);
            killed(10, 100 + round);
        }
    }

    private void killed(int times, int seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (int life = 0; life < times; life++) {
            for (String line : oneLife("life" + life, random.nextInt(700))) {
                String[] words = line.split(" ", -1);
                if (words.length == 4 && words[3].equals(".")) {
                    switch (words[0]) {
                        case "kept" -> acknowledged.put(words[1], Long.parseLong(words[2]));
                        case "asked" -> asked.add(words[1]);
                        case "gone" -> gone.add(words[1]);
                        default -> throw new AssertionError(line);
                    }
                }
            }
            try (StorageLife storage = StorageLife.open(folder, new DiskFiles())) {
                storage.expect(acknowledged, gone, asked);
            }
        }
        assertThat(acknowledged).isNotEmpty();
    }

    /** Lets a process work for so long after its first word; what it said. */
    private List<String> oneLife(String life, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorageProcess.class.getName(),
                        folder.toString(),
                        life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new java.util.ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            Thread killer = new Thread(() -> {
                sleep(millis);
                // Through its handle: Process itself would close the stream that we still read from.
                assertThat(process.toHandle().destroyForcibly()).isTrue();
            });
            killer.start();
            while (line != null) {
                said.add(line);
                line = out.readLine();
            }
            killer.join();
        }
        process.waitFor();
        return said;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
