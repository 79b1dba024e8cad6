package io.tradepost.archive.segment;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.content.ContentFixture;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.FaultyFiles;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed segments on their way to a store, while mail flows. */
class SegmentShelfTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void allMailComesBackFromABucketThatWasAwayWhenItWasArchived() throws IOException {
        List<Path> mails = Stream.concat(Corpus.files("mail").stream(), Corpus.files("torture").stream())
                .toList();
        int port = S3Mock.freePort();
        StoreSettings store = new StoreSettings.InBucket(S3SegmentStoreTest.settings("evidence", port, folder), 0);
        Map<Long, Path> archived = new HashMap<>();
        try (SegmentShelf shelf = SegmentShelf.of(store, Clock.systemUTC(), new DiskFiles());
                ContentFixture archive = ContentFixture.open(folder, 2 << 20, new DiskFiles(), shelf)) {
            shelf.follow(archive.journal());
            for (Path mail : mails) {
                archived.put(archive.put(mail.toString(), Content.of(mail)), mail);
            }
            await().atMost(PATIENCE).until(() -> shelf.trouble().isPresent());
            assertThat(archive.journal().sealedHere())
                    .as("all are here while it is away")
                    .hasSizeGreaterThan(4);
            try (S3Mock server = S3Mock.start(folder, port)) {
                server.makeBucket("evidence");
                await().atMost(PATIENCE)
                        .until(() -> archive.journal().sealedHere().isEmpty());
                assertThat(shelf.trouble()).isEmpty();
                expectAll(archive, archived);
                assertThat(archive.journal().check().run(progress -> {}).problems())
                        .isEmpty();
                reopened(store, archived);
            }
        }
    }

    private void reopened(StoreSettings store, Map<Long, Path> archived) throws IOException {
        // The first journal has nothing open that it still writes here but its last segment; a second one may read.
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String part : List.of("journal", "keys")) {
            Path to = Files.createDirectory(copy.resolve(part));
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        try (SegmentShelf shelf = SegmentShelf.of(store, Clock.systemUTC(), new DiskFiles());
                ContentFixture archive = ContentFixture.open(copy, 2 << 20, new DiskFiles(), shelf)) {
            expectAll(archive, archived);
            assertThat(archive.journal().damage()).isEmpty();
        }
    }

    private static void expectAll(ContentFixture archive, Map<Long, Path> archived) throws IOException {
        for (Map.Entry<Long, Path> one : archived.entrySet()) {
            assertThat(java.util.Arrays.equals(archive.get(one.getKey()), Files.readAllBytes(one.getValue())))
                    .as("%s", one.getValue().getFileName())
                    .isTrue();
        }
    }

    @Test
    void anAttachmentWhoseKnownCopyIsOutOfReachIsStoredAgainAndNoMailWaits() throws IOException {
        StoreSettings store = new StoreSettings.InFolder(folder.resolve("kept"), 0);
        byte[] first = StorageLife.content("life0-0-1");
        byte[] file = new byte[30_000];
        new java.util.Random(8).nextBytes(file);
        byte[] attached = ("A: b\r\n\r\n" + java.util.Base64.getMimeEncoder().encodeToString(file))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (SegmentShelf shelf = SegmentShelf.of(store, Clock.systemUTC(), new DiskFiles());
                ContentFixture archive = ContentFixture.open(folder, 60_000, new DiskFiles(), shelf)) {
            shelf.follow(archive.journal());
            long known = archive.put("known", attached);
            archive.put("fills the segment", content(1));
            archive.put("begins the next", first);
            await().atMost(PATIENCE).until(() -> archive.journal().sealedHere().isEmpty());
            Files.move(folder.resolve("kept"), folder.resolve("away"));
            long again = archive.put("again", attached);
            assertThat(archive.get(again)).isEqualTo(attached);
            Files.move(folder.resolve("away"), folder.resolve("kept"));
            assertThat(archive.get(known)).isEqualTo(attached);
        }
    }

    @Test
    void theStartNeedsNoStoreAlthoughSegmentsAreThere() {
        StoreSettings store = new StoreSettings.InFolder(folder.resolve("kept"), 0);
        fill(store, 40);
        StoreSettings away =
                new StoreSettings.InBucket(S3SegmentStoreTest.settings("evidence", S3Mock.freePort(), folder), 0);
        try (SegmentShelf shelf = SegmentShelf.of(away, Clock.systemUTC(), new DiskFiles());
                ContentFixture archive = ContentFixture.open(folder, 100_000, new DiskFiles(), shelf)) {
            byte[] mail = content(999);
            assertThat(archive.get(archive.put("new", mail))).isEqualTo(mail);
        }
    }

    @Test
    void whatACrashCutOffAtAnyStepIsBroughtAfterwards() throws IOException {
        StepFiles counting = new StepFiles(Long.MAX_VALUE, StepFiles.Way.KILLED);
        Path first = folder.resolve("count");
        sealed(first);
        keep(first, counting);
        assertThat(counting.steps()).isGreaterThan(15);
        for (long step = 1; step <= counting.steps(); step++) {
            for (StepFiles.Way way : StepFiles.Way.values()) {
                Path place = folder.resolve(way + "-" + step);
                Map<Long, byte[]> mails = sealed(place);
                keep(place, new StepFiles(step, way));
                keep(place, new DiskFiles());
                StoreSettings store = new StoreSettings.InFolder(place.resolve("kept"), 0);
                try (SegmentShelf shelf = SegmentShelf.of(store, Clock.systemUTC(), new DiskFiles());
                        ContentFixture archive = ContentFixture.open(place, 100_000, new DiskFiles(), shelf)) {
                    assertThat(archive.journal().sealedHere())
                            .as("%s %d", way, step)
                            .isEmpty();
                    mails.forEach((at, bytes) -> assertThat(archive.get(at)).isEqualTo(bytes));
                    assertThat(archive.journal().check().run(progress -> {}).problems())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void aNameThatDidNotBecomeDurableIsNotTrustedOnTheNextAttempt() throws IOException {
        int syncs = Integer.MAX_VALUE;
        for (int failing = 1; failing <= syncs; failing++) {
            Path place = folder.resolve("sync-" + failing);
            Map<Long, byte[]> mails = sealed(place);
            FaultyFiles files = new FaultyFiles(failing);
            for (String part : List.of("journal", "keys")) {
                files.adopt(place.resolve(part));
            }
            files.failFolderSync(failing);
            keep(place, files);
            keep(place, files);
            syncs = files.folderSyncs();
            for (String part : List.of("journal", "keys", "kept")) {
                files.losePower(place.resolve(part));
            }
            StoreSettings store = new StoreSettings.InFolder(place.resolve("kept"), 0);
            try (SegmentShelf shelf = SegmentShelf.of(store, Clock.systemUTC(), new DiskFiles());
                    ContentFixture archive = ContentFixture.open(place, 100_000, new DiskFiles(), shelf)) {
                int failed = failing;
                mails.forEach((at, bytes) ->
                        assertThat(archive.get(at)).as("%d", failed).isEqualTo(bytes));
            }
        }
    }

    /** Three sealed segments, all here. */
    private Map<Long, byte[]> sealed(Path place) {
        Map<Long, byte[]> mails = new HashMap<>();
        try (ContentFixture archive = ContentFixture.open(place, 100_000, new DiskFiles())) {
            for (int i = 0; i < 8; i++) {
                mails.put(archive.put("m" + i, content(i)), content(i));
            }
            assertThat(archive.journal().sealedHere()).hasSizeBetween(2, 4);
        }
        return mails;
    }

    /** Lets a keeper work, over a disk that may fail for good, until it has nothing to do or has failed. */
    private static void keep(Path place, io.tradepost.archive.journal.JournalFiles files) {
        Path kept = place.resolve("kept");
        SegmentStore store = new LocalSegmentStore(kept, files);
        StoreSettings settings = new StoreSettings.InFolder(kept, 0);
        SegmentShelf reading = SegmentShelf.of(settings, Clock.systemUTC(), new DiskFiles());
        try (Journal journal = Journal.open(new JournalSettings(
                        place.resolve("journal"), 100_000, Clock.systemUTC(), new DiskFiles(), reading));
                SegmentKeeper keeper = new SegmentKeeper(journal, store, 0, files)) {
            keeper.start();
            await().atMost(PATIENCE)
                    .until(() ->
                            keeper.trouble().isPresent() || journal.sealedHere().isEmpty());
        }
    }

    private void fill(StoreSettings settings, int mails) {
        try (SegmentShelf shelf = SegmentShelf.of(settings, Clock.systemUTC(), new DiskFiles());
                ContentFixture archive = ContentFixture.open(folder, 100_000, new DiskFiles(), shelf)) {
            shelf.follow(archive.journal());
            for (int i = 0; i < mails; i++) {
                archive.put("m" + i, content(i));
            }
            await().atMost(PATIENCE).until(() -> archive.journal().sealedHere().isEmpty());
        }
    }

    private static byte[] content(int seed) {
        byte[] bytes = new byte[40_000];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }
}
