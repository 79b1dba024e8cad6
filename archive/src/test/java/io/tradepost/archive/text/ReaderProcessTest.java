package io.tradepost.archive.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ExtractionSettings;
import io.tradepost.extract.wire.Unread;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the reading program does, every question is answered and no process stays behind. */
class ReaderProcessTest {
    private static final int MOST_TEXT = 100;

    @TempDir
    Path folder;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        clock.shutdownNow();
        assertThat(started).isNotEmpty().noneMatch(Process::isAlive);
    }

    @ParameterizedTest
    @CsvSource({
        "hangs, TIMED_OUT",
        "half-and-hangs, TIMED_OUT",
        "never-reads, TIMED_OUT",
        "half, CRASHED",
        "rubbish-for-ever, CRASHED",
        "other-question, CRASHED",
        "too-much, CRASHED",
        "out-of-memory, OUT_OF_MEMORY",
    })
    void saysWhyNothingCouldBeRead(String how, Unread reason) {
        try (ReaderProcess reader = rogue(how, 0, 3)) {
            // Larger than a pipe holds, so that a program that never reads is felt.
            AttachmentText text = reader.read("a.bin", "", new byte[1 << 20], MOST_TEXT);
            assertThat(text.unread()).containsExactly(reason);
            assertThat(text.text()).isEmpty();
            assertThat(reader.isUp()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-greeting", "dies-at-once"})
    void aProgramThatDoesNotStartIsATemporaryFailure(String how) {
        try (ReaderProcess reader = rogue(how, 0, 10)) {
            assertThatThrownBy(() -> reader.read("a.bin", "", new byte[1], MOST_TEXT))
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            e -> assertThat(e.isTemporary()).isTrue());
        }
    }

    @Test
    void triesADocumentAgainThatAProgramDiedOver() {
        try (ReaderProcess reader = rogue("fails-once", 0, 30)) {
            assertThat(reader.read("a.bin", "", new byte[1], MOST_TEXT).text()).isEqualTo("the right words");
        }
        assertThat(started).hasSize(2);
    }

    @Test
    void aFlippedBitAnywhereIsNoticedAndNeverBelieved() {
        for (long seed = 0; seed < 12; seed++) {
            try (ReaderProcess reader = rogue("mutated", seed, 30)) {
                AttachmentText text = reader.read("a.bin", "", new byte[1], MOST_TEXT);
                assertThat(text.unread()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void goesOnAfterADeath() {
        try (ReaderProcess reader = rogue("right", 0, 30)) {
            // This program ends after each answer.
            for (int i = 0; i < 3; i++) {
                assertThat(reader.read("a.bin", "", new byte[1], MOST_TEXT).text())
                        .isEqualTo("the right words");
            }
        }
    }

    private ReaderProcess rogue(String how, long seed, int seconds) {
        String classes = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> entry.contains("classes") || entry.contains("extract"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        ReaderCommand command = new ReaderCommand(folder, folder.resolve("scratch")) {
            @Override
            List<String> program() {
                return List.of(classes, RogueProgram.class.getName(), how, Long.toString(seed));
            }

            @Override
            Process start(int megabytes) throws java.io.IOException {
                Process process = super.start(megabytes);
                started.add(process);
                return process;
            }
        };
        return new ReaderProcess(new ExtractionSettings(Optional.of(folder), 1, 64, seconds, 2 << 20), command, clock);
    }
}
