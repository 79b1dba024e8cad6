package io.tradepost.archive.export;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds in the journal who looked at which messages. The catalog could tell faster, but a list of witnesses should come
 * from the evidence itself. Messages that are not in the export are left out as far as a small filter can tell.
 */
final class CustodyPass {
    /** Bytes of an entry: an id and a sequence, big-endian. */
    static final int WIDTH = 26 + Long.BYTES;

    private static final Pattern ID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final int FILTER_BITS = 1 << 24;
    private static final int TOLD_EVERY = 1000;

    private final ExportSource source;
    private final BitSet wanted = new BitSet(FILTER_BITS);

    CustodyPass(ExportSource source) {
        this.source = source;
    }

    /** A message of the export. */
    void want(MessageId id) {
        wanted.set(slot(id.value()));
    }

    /** Writes an entry for each look at a message that is told of below the sequence. */
    void run(long asOf, Path folder, Path target, Consumer<Progress> progress) throws IOException {
        try (EntrySorter sorter = new EntrySorter(folder, WIDTH)) {
            for (long sequence = 0; sequence < asOf; sequence++) {
                StoredRecord record = source.record(sequence).orElse(null);
                if (record != null) {
                    take(record, sorter);
                }
                if (sequence % TOLD_EVERY == 0) {
                    progress.accept(new Progress("custody", sequence, asOf));
                }
            }
            sorter.writeTo(target);
        }
    }

    private void take(StoredRecord record, EntrySorter sorter) throws IOException {
        RecordKind kind = record.kind().orElse(RecordKind.DELIVERY);
        if (kind == RecordKind.AUDIT) {
            var event = Payloads.audit(record);
            add(event.target(), record.sequence(), sorter);
            var shown = ID.matcher(event.details().getOrDefault("shown", ""));
            while (shown.find()) {
                add(shown.group(), record.sequence(), sorter);
            }
        } else if (kind == RecordKind.EXPORT) {
            try (BufferedReader ids =
                    new BufferedReader(new InputStreamReader(record.content().open(), StandardCharsets.US_ASCII))) {
                for (String id = ids.readLine(); id != null; id = ids.readLine()) {
                    add(id, record.sequence(), sorter);
                }
            }
        }
    }

    private void add(String id, long sequence, EntrySorter sorter) throws IOException {
        if (ID.matcher(id).matches() && wanted.get(slot(id))) {
            sorter.add(ByteBuffer.allocate(WIDTH)
                    .put(id.getBytes(StandardCharsets.US_ASCII))
                    .putLong(sequence)
                    .array());
        }
    }

    private static int slot(String id) {
        int hash = id.hashCode();
        return (hash ^ (hash >>> 8)) & (FILTER_BITS - 1);
    }
}
