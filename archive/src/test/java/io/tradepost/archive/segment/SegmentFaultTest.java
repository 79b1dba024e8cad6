package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.FaultyFiles;
import io.tradepost.archive.journal.FaultyFiles.Fault;
import java.io.IOException;
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

/** Archiving, sealing, moving to a store, making keys and shredding while the disk fails, and power that goes. */
class SegmentFaultTest {
    @TempDir
    Path folder;

    @Test
    void losesNothingUnderSeededFaultsAndPowerCuts() throws IOException {
        for (int seed = 0; seed < 6; seed++) {
            ordeal(seed);
        }
    }

    @Test
    @Tag("long")
    void losesNothingUnderHundredsOfSeededFaultsAndPowerCuts() throws IOException {
        for (int seed = 100; seed < 400; seed++) {
            ordeal(seed);
        }
    }

    private void ordeal(int seed) throws IOException {
        Path place = folder.resolve("seed" + seed);
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (int life = 0; life < 3; life++) {
            FaultyFiles files = new FaultyFiles(seed * 10L + life);
            for (String part : List.of("journal", "keys", "kept", "spool")) {
                files.adopt(place.resolve(part));
            }
            try (StorageLife storage = StorageLife.open(place, files)) {
                files.fail(random.nextDouble() * 0.25, Fault.values());
                for (int i = 0; i < 25; i++) {
                    String name = seed + "/" + life + "/" + i;
                    put(storage, name, acknowledged);
                    if (random.nextInt(6) == 0 && !acknowledged.isEmpty()) {
                        shred(storage, acknowledged, asked, gone, random);
                    }
                }
                files.fail(0);
            }
            for (String part : List.of("journal", "keys", "kept")) {
                if (java.nio.file.Files.exists(place.resolve(part))) {
                    files.losePower(place.resolve(part));
                }
            }
            try (StorageLife storage = StorageLife.open(place, new DiskFiles())) {
                storage.expect(acknowledged, gone, asked);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", life " + life, e);
            }
        }
        assertThat(acknowledged).isNotEmpty();
    }

    private static void put(StorageLife storage, String name, Map<String, Long> acknowledged) {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                acknowledged.put(name, storage.archive().put(name, StorageLife.content(name)));
                return;
            } catch (ArchiveException e) {
                assertThat(e.isTemporary()).as("%s: %s", name, e).isTrue();
            }
        }
    }

    private static void shred(
            StorageLife storage, Map<String, Long> acknowledged, Set<String> asked, Set<String> gone, Random random) {
        List<String> names = acknowledged.keySet().stream().sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        asked.add(name);
        try {
            storage.archive().store().shredder().shred(java.util.Objects.requireNonNull(acknowledged.get(name)));
            gone.add(name);
        } catch (ArchiveException e) {
            assertThat(e.isTemporary()).as("%s: %s", name, e).isTrue();
        }
    }
}
