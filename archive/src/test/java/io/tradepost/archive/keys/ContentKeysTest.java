package io.tradepost.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentKeysTest {
    private static final UUID JOURNAL = UUID.fromString("11111111-2222-3333-4444-555555555555");

    @TempDir
    Path folder;

    @Test
    void keysComeBackAfterReopeningAndNoneIsGivenTwice() {
        Map<Long, byte[]> given = new HashMap<>();
        Set<String> distinct = new HashSet<>();
        for (int life = 0; life < 4; life++) {
            try (ContentKeys keys = open(new DiskFiles(), OptionalLong.empty())) {
                for (int i = 0; i < 700; i++) {
                    ContentKey key = keys.fresh();
                    assertThat(given.put(key.slot(), key.key().getEncoded())).isNull();
                    distinct.add(java.util.HexFormat.of().formatHex(key.key().getEncoded()));
                }
                expect(keys, given);
            }
        }
        assertThat(distinct).hasSize(2800);
    }

    @Test
    void theMasterKeyFileIsForItsOwnerOnly() throws IOException {
        open(new DiskFiles(), OptionalLong.empty()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingOrWrongMasterKeyIsRefusedAndNoNewOneMade() throws IOException {
        give(10);
        Path file = folder.resolve("master.key");
        String right = Files.readString(file);
        Files.delete(file);
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(3)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("missing")
                .satisfies(e -> assertThat(((ArchiveException) e).isTemporary()).isFalse());
        assertThat(file).doesNotExist();
        Files.writeString(file, "00".repeat(32));
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(3)))
                .hasMessageContaining("wrong")
                .hasMessageNotContaining(right.strip());
        Files.writeString(file, "not a key");
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(3)))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("not a key");
        Files.writeString(file, right);
        open(new DiskFiles(), OptionalLong.of(3)).close();
    }

    @Test
    void keysThatAreGoneOrOlderThanTheMailAreRefused() throws IOException {
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(0)))
                .hasMessageContaining("keys of this archive are missing");
        give(10);
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(70_000))).hasMessageContaining("older than");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".slots")).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(3))).hasMessageContaining("older than");
    }

    @Test
    void theKeysOfAnotherArchiveAreRefused() {
        give(3);
        assertThatThrownBy(() -> ContentKeys.open(
                        KeySettings.in(folder), UUID.randomUUID(), OptionalLong.of(0), new DiskFiles()))
                .isInstanceOf(ArchiveException.class);
    }

    @Test
    void aDestroyedKeyIsGoneAndItsBytesAreOverwritten() throws IOException {
        Map<Long, byte[]> given = give(50);
        byte[] before = Files.readAllBytes(slots());
        try (ContentKeys keys = open(new DiskFiles(), OptionalLong.of(49))) {
            keys.destroy(List.of(7L, 8L, 30L));
            given.keySet().removeAll(List.of(7L, 8L, 30L));
            assertThat(keys.find(7)).isEmpty();
            expect(keys, given);
        }
        byte[] after = Files.readAllBytes(slots());
        for (long slot : List.of(7L, 8L, 30L)) {
            byte[] wrapped = java.util.Arrays.copyOfRange(
                    before, 64 + (int) slot * KeySlot.BYTES + 4, 64 + (int) slot * KeySlot.BYTES + 44);
            assertThat(indexOf(after, wrapped)).isEqualTo(-1);
        }
        try (ContentKeys keys = open(new DiskFiles(), OptionalLong.of(49))) {
            assertThat(keys.find(30)).as("destroyed after reopening, too").isEmpty();
            assertThat(keys.status().destroyed()).isEqualTo(3);
        }
    }

    @Test
    void aNewMasterKeyOpensEverythingAndTheOldOneNothing() throws IOException {
        Map<Long, byte[]> given = give(300);
        String old = Files.readString(folder.resolve("master.key"));
        try (ContentKeys keys = open(new DiskFiles(), OptionalLong.of(299))) {
            keys.destroy(List.of(5L));
            given.remove(5L);
            assertThat(keys.rotate(progress -> {})).isEqualTo(2);
            expect(keys, given);
            assertThat(keys.find(5)).isEmpty();
            assertThat(keys.status().waiting()).isZero();
            ContentKey fresh = keys.fresh();
            given.put(fresh.slot(), fresh.key().getEncoded());
        }
        assertThat(Files.readString(folder.resolve("master.key"))).isNotEqualTo(old);
        try (ContentKeys keys = open(new DiskFiles(), OptionalLong.of(299))) {
            expect(keys, given);
        }
        Files.writeString(folder.resolve("master.key"), old);
        assertThatThrownBy(() -> open(new DiskFiles(), OptionalLong.of(299))).hasMessageContaining("wrong");
    }

    @Test
    void aRotationThatIsCutOffAtAnyStepLosesNoKeyAndIsCarriedOn() throws IOException {
        long steps = countSteps();
        assertThat(steps).isGreaterThan(15);
        for (StepFiles.Way way : StepFiles.Way.values()) {
            for (long step = 1; step <= steps; step++) {
                cutOff(way, step);
            }
        }
    }

    private long countSteps() throws IOException {
        Path place = Files.createDirectory(folder.resolve("counted"));
        giveIn(place, 150);
        StepFiles files = new StepFiles(Long.MAX_VALUE, StepFiles.Way.KILLED);
        try (ContentKeys keys = openIn(place, files, OptionalLong.of(149))) {
            keys.rotate(progress -> {});
        }
        return files.steps();
    }

    private void cutOff(StepFiles.Way way, long step) throws IOException {
        Path place = Files.createDirectory(folder.resolve(way + "-" + step));
        Map<Long, byte[]> given = giveIn(place, 150);
        String old = Files.readString(place.resolve("master.key"));
        StepFiles files = new StepFiles(step, way);
        try (ContentKeys keys = openIn(place, files, OptionalLong.of(149))) {
            try {
                keys.rotate(progress -> {});
            } catch (ArchiveException e) {
                assertThat(e.isTemporary()).as("%s at %d", way, step).isTrue();
            }
            if (way == StepFiles.Way.ONCE) {
                keys.destroy(List.of(11L));
                given.remove(11L);
                expect(keys, given);
            }
        }
        try (ContentKeys keys = openIn(place, new DiskFiles(), OptionalLong.of(149))) {
            expect(keys, given);
            keys.rotate(progress -> {});
            expect(keys, given);
            assertThat(keys.status().waiting()).isZero();
            assertThat(keys.status().rotating()).isFalse();
            assertThat(keys.status().destroyed()).isEqualTo(way == StepFiles.Way.ONCE ? 1 : 0);
        }
        assertThat(Files.readString(place.resolve("master.key"))).isNotEqualTo(old);
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.map(one -> one.getFileName().toString()))
                    .as("%s at %d", way, step)
                    .noneMatch(name -> name.endsWith(".rewrap") || name.endsWith(".next"));
        }
    }

    @Test
    void aKeyThatCouldNotBeMadeDurableIsNeverGivenOut() {
        StepFiles counted = new StepFiles(Long.MAX_VALUE, StepFiles.Way.ONCE);
        openIn(folder.resolve("count"), counted, OptionalLong.empty()).fresh();
        for (long step = 1; step <= counted.steps(); step++) {
            Path place = folder.resolve("fail" + step);
            StepFiles files = new StepFiles(step, StepFiles.Way.ONCE);
            Map<Long, byte[]> given = new HashMap<>();
            try (ContentKeys keys = openIn(place, files, OptionalLong.empty())) {
                take(keys, given);
            } catch (ArchiveException e) {
                assertThat(e.isTemporary()).isTrue();
            }
            try (ContentKeys keys = openIn(place, new DiskFiles(), OptionalLong.empty())) {
                expect(keys, given);
                ContentKey key = keys.fresh();
                assertThat(given).doesNotContainKey(key.slot());
            }
        }
    }

    @Test
    void aMasterKeyMayComeFromACommandAndChangeByConfiguration() throws IOException {
        Path one = key("one", "11");
        Path two = key("two", "22");
        Map<Long, byte[]> given = new HashMap<>();
        try (ContentKeys keys = open(command(one), List.of())) {
            for (int i = 0; i < 20; i++) {
                ContentKey key = keys.fresh();
                given.put(key.slot(), key.key().getEncoded());
            }
            assertThatThrownBy(() -> keys.rotate(progress -> {})).hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> open(command(two), List.of())).hasMessageContaining("wrong");
        try (ContentKeys keys = open(command(two), List.of(command(one)))) {
            expect(keys, given);
            assertThat(keys.rotate(progress -> {})).isEqualTo(2);
            expect(keys, given);
        }
        try (ContentKeys keys = open(command(two), List.of())) {
            expect(keys, given);
        }
        assertThatThrownBy(() -> open(new MasterKeySource.FromCommand(List.of("/bin/false")), List.of()))
                .isInstanceOf(ArchiveException.class);
        assertThatThrownBy(() -> open(new MasterKeySource.InEnvironment("NO_SUCH_VARIABLE_HERE"), List.of()))
                .hasMessageContaining("NO_SUCH_VARIABLE_HERE");
    }

    private ContentKeys open(MasterKeySource master, List<MasterKeySource> previous) {
        return ContentKeys.open(
                new KeySettings(folder.resolve("slots"), master, previous),
                JOURNAL,
                OptionalLong.empty(),
                new DiskFiles());
    }

    private Path key(String name, String digits) throws IOException {
        return Files.writeString(folder.resolve(name), digits.repeat(32) + "\n");
    }

    private static MasterKeySource command(Path file) {
        return new MasterKeySource.FromCommand(List.of("/bin/cat", file.toString()));
    }

    private static void take(ContentKeys keys, Map<Long, byte[]> given) {
        for (int i = 0; i < 3; i++) {
            ContentKey key = keys.fresh();
            given.put(key.slot(), key.key().getEncoded());
        }
    }

    private Map<Long, byte[]> give(int count) {
        return giveIn(folder, count);
    }

    private static Map<Long, byte[]> giveIn(Path place, int count) {
        Map<Long, byte[]> given = new HashMap<>();
        try (ContentKeys keys = openIn(place, new DiskFiles(), OptionalLong.empty())) {
            List<ContentKey> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                taken.add(keys.fresh());
            }
            taken.forEach(key -> given.put(key.slot(), key.key().getEncoded()));
        }
        return given;
    }

    private static void expect(ContentKeys keys, Map<Long, byte[]> given) {
        given.forEach((slot, bytes) -> assertThat(keys.find(slot))
                .as("slot %d", slot)
                .hasValueSatisfying(key -> assertThat(key.getEncoded()).isEqualTo(bytes)));
    }

    private Path slots() {
        return folder.resolve("00000000000000000000.slots");
    }

    private static int indexOf(byte[] all, byte[] wanted) {
        for (int i = 0; i + wanted.length <= all.length; i++) {
            if (java.util.Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private ContentKeys open(JournalFiles files, OptionalLong lastUsed) {
        return openIn(folder, files, lastUsed);
    }

    private static ContentKeys openIn(Path place, JournalFiles files, OptionalLong lastUsed) {
        return ContentKeys.open(KeySettings.in(place), JOURNAL, lastUsed, files);
    }
}
