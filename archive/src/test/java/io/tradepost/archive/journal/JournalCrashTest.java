package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process for good and looks at what it left. */
class JournalCrashTest {
    @TempDir
    Path folder;

    @Test
    void everythingAcknowledgedIsThereAfterTheProcessWasKilled() throws IOException, InterruptedException {
        killed(5, 11);
    }

    @Test
    @Tag("long")
    void everythingAcknowledgedIsThereAfterHundredsOfKills() throws IOException, InterruptedException {
        killed(300, 12);
    }

    private void killed(int times, int seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int life = 0; life < times; life++) {
            acknowledged.putAll(oneLife("life" + life, random.nextInt(600)));
            try (Journal journal = Journal.open(Samples.settings(folder, 300_000))) {
                Map<String, Long> there = new HashMap<>();
                for (long sequence = 0; sequence < journal.nextSequence(); sequence++) {
                    StoredRecord record = journal.read(sequence).orElseThrow();
                    String name = Samples.name(record);
                    assertThat(Samples.bytes(record)).isEqualTo(Samples.content(name, Samples.size(name)));
                    assertThat(there.put(name, sequence))
                            .as("%s stands once", name)
                            .isNull();
                }
                assertThat(there).containsAllEntriesOf(acknowledged);
                there.keySet().forEach(name -> wholeCommit(name, there));
                assertThat(journal.damage()).isEmpty();
                assertThat(journal.check().run(progress -> {}).problems()).isEmpty();
            }
        }
        assertThat(acknowledged).isNotEmpty();
    }

    /** A record named {@code x.k} came in one commit with {@code x.0} and the others. */
    private static void wholeCommit(String name, Map<String, Long> there) {
        int dot = name.lastIndexOf('.');
        String commit = name.substring(0, dot);
        int size = 1 + Integer.parseInt(commit.substring(commit.lastIndexOf('-') + 1)) % 3;
        for (int k = 0; k < size; k++) {
            assertThat(there).as("all of the commit of %s", name).containsKey(commit + "." + k);
        }
    }

    /** Lets a process write for so long after its first record; what it said was durable. */
    private Map<String, Long> oneLife(String life, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString(),
                        life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> acknowledged = new HashMap<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            Thread killer = new Thread(() -> {
                sleep(millis);
                // Through its handle: Process itself would close the stream that we still read what was acknowledged
                // from.
                boolean asked = process.toHandle().destroyForcibly();
                assertThat(asked).isTrue();
            });
            killer.start();
            while (line != null) {
                int space = line.indexOf(' ');
                if (space > 0 && line.matches("\\S+ \\d+")) {
                    acknowledged.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
                }
                line = out.readLine();
            }
            killer.join();
        }
        process.waitFor();
        return acknowledged;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
