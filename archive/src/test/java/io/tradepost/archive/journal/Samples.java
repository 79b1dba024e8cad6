package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

/** Records whose content can be told from their name. */
final class Samples {
    private Samples() {}

    static NewRecord record(String name) {
        return record(name, size(name));
    }

    static NewRecord record(String name, int size) {
        return new NewRecord(
                RecordKind.DELIVERY,
                1,
                Digests.fingerprint(name),
                name.getBytes(StandardCharsets.UTF_8),
                Content.of(content(name, size)));
    }

    static int size(String name) {
        return new Random(name.hashCode()).nextInt(3000);
    }

    static byte[] content(String name, int size) {
        byte[] bytes = new byte[size];
        new Random(name.hashCode() * 31L).nextBytes(bytes);
        return bytes;
    }

    static String name(StoredRecord record) {
        return new String(record.meta(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(StoredRecord record) {
        try (InputStream in = record.content().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static JournalSettings settings(Path folder, long segmentBytes) {
        return JournalSettings.of(folder, segmentBytes, Clock.systemUTC());
    }
}
