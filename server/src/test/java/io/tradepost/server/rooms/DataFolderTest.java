package io.tradepost.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataFolderTest {
    @TempDir
    private Path temporary;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void onlyTheOwnerMayLookIntoAnyFolder() throws IOException {
        DataFolder folder = new DataFolder(temporary.resolve("a/data"));
        folder.create();
        folder.create();

        try (Stream<Path> all = Files.walk(folder.path())) {
            for (Path one : all.toList()) {
                assertThat(mode(one)).as(one.toString()).isEqualTo("rwx------");
            }
        }
        assertThat(folder.archive()).isDirectory();
        assertThat(folder.databases()).isDirectory();
    }

    @Test
    void privateFilesAreReplacedWholeAndLeaveNothingBehind() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        folder.writePrivate(folder.demoFile(), "one");
        folder.writePrivate(folder.demoFile(), "two");
        folder.writePublic(folder.readyFile(), "three");

        assertThat(folder.demoFile()).hasContent("two");
        assertThat(mode(folder.demoFile())).isEqualTo("rw-------");
        assertThat(mode(folder.readyFile())).isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactlyInAnyOrder(folder.demoFile(), folder.readyFile());
        }
    }

    @Test
    void onlyOneAtATimeHoldsTheFolderAndTheOtherLearnsWho() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        try (DataLock lock = DataLock.take(folder, "first", Duration.ZERO)) {
            assertThat(lock).isNotNull();
            assertThat(DataLock.tryTake(folder, "second")).isEmpty();
            assertThatThrownBy(() -> DataLock.take(folder, "second", Duration.ofMillis(150)))
                    .isInstanceOf(DataFolderBusyException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        Optional<DataLock> after = DataLock.tryTake(folder, "third");
        assertThat(after).isPresent();
        after.get().close();
    }

    @Test
    void anotherProcessIsKeptOutEvenAfterAFailedTryOfOurs() throws Exception {
        DataFolder folder = new DataFolder(temporary);
        try (DataLock lock = DataLock.take(folder, "first", Duration.ZERO)) {
            assertThat(lock).isNotNull();
            // A second descriptor on the lock file, closed again, would silently free it for others.
            assertThat(DataLock.tryTake(folder, "second")).isEmpty();
            assertThat(otherProcess(folder))
                    .isEqualTo("busy " + ProcessHandle.current().pid() + " first");
        }
        assertThat(otherProcess(folder)).isEqualTo("taken");
    }

    private static String otherProcess(DataFolder folder) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        folder.path().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    /** What the other process runs. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws IOException {
            try (DataLock lock = DataLock.take(new DataFolder(Path.of(arguments[0])), "other", Duration.ZERO)) {
                System.out.println(lock == null ? "?" : "taken");
            } catch (DataFolderBusyException e) {
                System.out.println("busy " + e.pid() + " " + e.work());
            }
        }
    }

    @Test
    void theLastStartIsRemembered() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        assertThat(StartRecord.read(folder)).isEmpty();
        StartRecord record = new StartRecord(true, Optional.of(Path.of("/etc/外贸/tradepost.yaml")));
        record.write(folder);
        assertThat(StartRecord.read(folder)).contains(record);
        new StartRecord(false, Optional.empty()).write(folder);
        assertThat(StartRecord.read(folder)).contains(new StartRecord(false, Optional.empty()));
    }

    @Test
    void theReadyFileSaysWhatScriptsNeed() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        new ReadyFile(42, "1.0", Map.of("smtp", 2525), List.of("a.test", "b.test")).write(folder);

        assertThat(folder.readyFile())
                .hasContent(
                        "{\"pid\":42,\"version\":\"1.0\",\"ports\":{\"smtp\":2525},\"domains\":[\"a.test\",\"b.test\"]}\n");
        ReadyFile.remove(folder);
        ReadyFile.remove(folder);
        assertThat(folder.readyFile()).doesNotExist();
    }
}
