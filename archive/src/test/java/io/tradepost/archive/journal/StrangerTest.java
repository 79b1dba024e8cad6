package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in another language, written after FORMAT.md, comes to the same verdict. */
class StrangerTest {
    @TempDir
    Path folder;

    private record Verdict(int exit, String output) {}

    @Test
    void agreesOnAGoodJournalWithVoidTails() throws IOException, InterruptedException {
        FaultyFiles files = new FaultyFiles(3);
        try (Journal journal = Journal.open(new JournalSettings(folder, 8000, Clock.systemUTC(), files))) {
            for (int i = 0; i < 40; i++) {
                if (i % 9 == 5) {
                    files.fail(1, FaultyFiles.Fault.SYNC_ERROR, FaultyFiles.Fault.TRUNCATE_ERROR);
                    try {
                        journal.append(Samples.record("void" + i));
                    } catch (ArchiveException e) {
                        assertThat(e.isTemporary()).isTrue();
                    }
                    files.fail(0);
                }
                journal.append(Samples.record("r" + i, i * 20));
            }
            assertThat(journal.check().run(progress -> {}).intact()).isTrue();
        }
        assertThat(ask()).isEqualTo(new Verdict(0, intact(40)));
    }

    @Test
    void agreesOnEveryFlippedBit() throws IOException, InterruptedException {
        try (Journal journal = Journal.open(Samples.settings(folder, 3000))) {
            for (int i = 0; i < 12; i++) {
                journal.append(Samples.record("r" + i, 600));
            }
            Random random = new Random(9);
            List<Path> segments = JournalOpening.segmentFiles(folder);
            for (int i = 0; i < 12; i++) {
                Path segment = segments.get(random.nextInt(segments.size()));
                long at = random.nextLong(Files.size(segment));
                JournalTest.flip(segment, at, i % 8);
                VerifyReport.Problem ours =
                        journal.check().run(progress -> {}).problems().getFirst();
                Verdict theirs = ask();
                assertThat(theirs.exit()).isEqualTo(1);
                assertThat(theirs.output()).contains(ours.segment() + " " + ours.offset() + ": ");
                JournalTest.flip(segment, at, i % 8);
            }
        }
    }

    @Test
    void agreesOnAJournalOfBothFormatsAndOnCommits() throws IOException, InterruptedException {
        new OldSegment().write(folder, List.of(Samples.record("a"), Samples.record("b"), Samples.record("c")));
        try (Journal journal = Journal.open(Samples.settings(folder, 1 << 20))) {
            journal.append(Samples.record("d"));
            journal.appendAll(List.of(Samples.record("e"), Samples.record("f")));
        }
        assertThat(ask()).isEqualTo(new Verdict(0, intact(6)));
    }

    private static String intact(int records) {
        return "journal: 0 checkpoints and 0 time-stamps are right\nintact " + records + " records";
    }

    private Verdict ask() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-B",
                        "src/main/resources/io/tradepost/archive/proof/verifier",
                        "journal",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Verdict(process.waitFor(), output);
    }
}
