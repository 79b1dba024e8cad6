package io.tradepost.archive.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Writes a journal of format version 1, by the format's description and without the program's own writer. */
final class OldSegment {
    private final UUID journal = UUID.fromString("0a1b2c3d-0000-4000-8000-123456789abc");

    /** A whole journal of one segment that holds these records. */
    void write(Path folder, List<NewRecord> records) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("JOURNAL"), "tradepost journal " + journal + "\n");
        ByteBuffer out = ByteBuffer.allocate(1 << 20);
        byte[] id = SegmentHeader.bytesOf(journal);
        out.put("TPJSEG\r\n".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
        out.putShort((short) 64).putInt(0).put(id).putLong(0).putLong(1_700_000_000_000_000L);
        out.position(60).putInt(crc(copy(out, 0, 60)));
        for (int i = 0; i < records.size(); i++) {
            record(out, id, records.get(i), i);
        }
        Files.write(folder.resolve("00000000000000000000.tpj"), copy(out, 0, out.position()));
    }

    private static void record(ByteBuffer out, byte[] id, NewRecord record, long sequence) throws IOException {
        byte[] content;
        try (var in = record.content().open()) {
            content = in.readAllBytes();
        }
        byte[] meta = record.meta();
        int start = out.position();
        out.put("TPRC".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) record.kind().code()).putShort((short) record.payloadVersion());
        out.putInt(0).putInt(meta.length).putLong(content.length).putLong(sequence);
        out.putLong(1_700_000_000_000_000L + sequence).putLong(record.fingerprint());
        out.put(Digests.sha256().digest(content));
        out.putInt(crc(content)).putInt(crc(meta));
        var leaf = Digests.sha256();
        leaf.update((byte) 0);
        leaf.update(copy(out, start, 80));
        out.put(leaf.digest(meta)).putInt(0);
        CRC32C seeded = new CRC32C();
        seeded.update(id);
        seeded.update(copy(out, start, 124));
        out.putInt((int) seeded.getValue()).put(meta).put(content);
    }

    private static byte[] copy(ByteBuffer buffer, int from, int length) {
        byte[] bytes = new byte[length];
        buffer.get(from, bytes);
        return bytes;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
