package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of delivery, expunge and disposal, and looks at what it left. */
class KeptCrashTest {
    @TempDir
    Path folder;

    private final Set<String> kept = new HashSet<>();
    private final Set<String> going = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    @Test
    void noMailIsLostFromAMailboxWhenTheProcessIsKilled() throws IOException, InterruptedException {
        killed(2, 31);
    }

    @Test
    @Tag("long")
    void noMailIsLostFromAMailboxAfterDozensOfKills() throws IOException, InterruptedException {
        killed(40, 32);
    }

    private void killed(int times, int seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        int disposals = 0;
        for (int life = 0; life < times; life++) {
            // Every other time in the middle of disposal.
            String from = life % 2 == 0 ? "disposing" : "";
            for (String line : oneLife(life, from, random.nextInt(life % 2 == 0 ? 500 : 2500))) {
                String[] words = line.split(" ", -1);
                if (words.length == 4 && words[3].equals(".")) {
                    switch (words[0]) {
                        case "kept" -> kept.add(words[1]);
                        case "going" -> going.add(words[1]);
                        case "gone" -> gone.add(words[1]);
                        case "archived", "disposing", "disposed" -> disposals += words[0].equals("disposing") ? 1 : 0;
                        default -> throw new AssertionError(line);
                    }
                }
            }
            try (Store store = Store.open(folder)) {
                store.clock.move(Duration.ofDays(1000L * life + 500));
                store.archive.awaitFollowers(Duration.ofSeconds(60));
                expectAll(store, "before the disposal goes on");
                MailLife.finishRuns(store);
                store.departures.mend();
                expectAll(store, "after the disposal is done");
                expectNothingTooMuch(store);
            }
        }
        assertThat(kept).isNotEmpty();
        assertThat(gone).isNotEmpty();
        assertThat(disposals).as("runs of disposal that were under way").isPositive();
    }

    private void expectAll(Store store, String when) {
        List<String> rows = store.rows.names();
        Set<String> expected = new HashSet<>(kept);
        expected.removeAll(going);
        assertThat(rows).containsAll(expected).doesNotContainAnyElementsOf(gone);
        for (String row : rows) {
            assertThat(store.read(row)).as("%s, %s", row, when).isEqualTo(MailLife.expected(row));
        }
    }

    private static void expectNothingTooMuch(Store store) {
        Set<Long> needed = new HashSet<>();
        for (String row : store.rows.names()) {
            StoredMail mail = store.rows.find(row).orElseThrow();
            if (mail.place() == StoredMail.Place.MAILBOX) {
                needed.add(mail.sequence());
            }
        }
        assertThat(store.own.living(0, store.own.end())).containsExactlyInAnyOrderElementsOf(needed);
        for (long sequence : MailLife.destroyed(store)) {
            assertThatThrownBy(() -> Store.bytes(
                            store.archive.shared().delivery(sequence).orElseThrow()))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("disposed");
        }
        assertThat(store.own.journal().check().run(progress -> {}).problems()).isEmpty();
        assertThat(store.archive.verify(progress -> {}).problems()).isEmpty();
    }

    /** Lets a process work for so long after its first line that begins so; what it said. */
    private List<String> oneLife(int life, String from, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MailLife.class.getName(),
                        folder.toString(),
                        Integer.toString(life)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith(from)) {
                said.add(line);
                line = out.readLine();
            }
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
