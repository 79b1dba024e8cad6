package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.content.ContentFixture;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A whole storage (journal, keys, parts, a store that segments move to) whose every message can be told from its name. */
final class StorageLife implements AutoCloseable {
    static final long SEGMENT = 60_000;

    private final SegmentShelf shelf;
    private final ContentFixture archive;

    private StorageLife(SegmentShelf shelf, ContentFixture archive) {
        this.shelf = shelf;
        this.archive = archive;
    }

    static StorageLife open(Path folder, JournalFiles files) {
        SegmentShelf shelf =
                SegmentShelf.of(new StoreSettings.InFolder(folder.resolve("kept"), 1), Clock.systemUTC(), files);
        try {
            ContentFixture archive = ContentFixture.open(folder, SEGMENT, files, shelf);
            shelf.follow(archive.journal());
            return new StorageLife(shelf, archive);
        } catch (RuntimeException | Error e) {
            shelf.close();
            throw e;
        }
    }

    ContentFixture archive() {
        return archive;
    }

    /** A message of some size; some bring an attachment that others bring too, some one of their own. */
    static byte[] content(String name) {
        Random random = new Random(name.hashCode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("Subject: " + name + "\r\n\r\n" + "text ".repeat(random.nextInt(400)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        int attached = random.nextInt(4);
        if (attached > 0) {
            byte[] file = new byte[4096 + random.nextInt(4) * 3000];
            new Random(attached == 1 ? name.hashCode() : file.length).nextBytes(file);
            out.writeBytes(Base64.getMimeEncoder().encode(file));
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    /**
     * Everything that was acknowledged must be as acknowledged.
     *
     * @param acknowledged sequence by name
     * @param gone         names of what was shredded for sure
     * @param asked        names of what may have been shredded
     */
    void expect(Map<String, Long> acknowledged, java.util.Set<String> gone, java.util.Set<String> asked) {
        acknowledged.forEach((name, sequence) -> {
            if (gone.contains(name)) {
                assertThatThrownBy(() -> archive.get(sequence)).as(name).hasMessageContaining("disposed");
            } else if (asked.contains(name)) {
                expectWholeOrGone(name, sequence);
            } else {
                assertThat(archive.get(sequence)).as(name).isEqualTo(content(name));
            }
        });
        Map<String, Integer> seen = new HashMap<>();
        for (long at = 0; at < archive.journal().nextSequence(); at++) {
            StoredRecord record = archive.journal().read(at).orElseThrow();
            if (record.kind().orElseThrow() == RecordKind.DELIVERY) {
                String name = new String(record.meta(), StandardCharsets.UTF_8);
                seen.merge(name, 1, Integer::sum);
                if (!asked.contains(name)) {
                    assertThat(archive.get(at))
                            .as("%s, acknowledged or not, is whole", name)
                            .isEqualTo(content(name));
                }
            }
        }
        assertThat(seen.values()).as("each stands once").allMatch(count -> count == 1);
        assertThat(archive.journal().check().run(progress -> {}).problems()).isEmpty();
        assertThat(archive.journal().damage()).isEmpty();
    }

    private void expectWholeOrGone(String name, long sequence) {
        try {
            assertThat(archive.get(sequence)).as(name).isEqualTo(content(name));
        } catch (ArchiveException e) {
            assertThat(e.isDisposed()).as(name).isTrue();
        }
    }

    @Override
    public void close() {
        try (archive) {
            shelf.close();
        }
    }
}
