package io.tradepost.archive.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records by which the journal speaks of itself: checkpoints over what stands before them and their time-stamps
 * (kind 6), and the keys that sign them (kind 9).
 */
public final class ProofPayloads {
    private static final int VERSION = 1;
    private static final String MADE = "signing-key-made";
    private static final String ROTATED = "signing-key-rotated";
    private static final JsonMapper JSON = new JsonMapper();

    private ProofPayloads() {}

    /** Something about tree heads. */
    public sealed interface Evidence {}

    /**
     * A signed tree head.
     *
     * @param at     when it was signed
     * @param size   number of records that it speaks of
     * @param note   the signed note
     * @param reason {@code interval}, {@code seal}, {@code close}, {@code asked}, {@code key}
     */
    public record CheckpointMade(Instant at, long size, String note, String reason) implements Evidence {}

    /**
     * A time-stamp of a signed tree head.
     *
     * @param at        when it was received
     * @param size      of the checkpoint
     * @param authority where it was asked for
     * @param token     RFC 3161 TimeStampToken, DER
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    public record StampReceived(Instant at, long size, String authority, byte[] token) implements Evidence {}

    /**
     * A signing key came into use.
     *
     * @param at       when
     * @param key      verifier key
     * @param previous the verifier key that it follows; empty for the first
     * @param note     who vouches: a note signed by the new key and, unless it is the first, by the previous one
     */
    public record KeyChanged(Instant at, String key, String previous, String note) {}

    /** A record of a checkpoint. */
    public static NewRecord checkpoint(CheckpointMade made) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", made.at().toString());
        map.put("note", made.note());
        map.put("reason", made.reason());
        map.put("size", made.size());
        return record(RecordKind.CHECKPOINT, "checkpoint:" + made.size(), map);
    }

    /** A record of a time-stamp. */
    public static NewRecord stamp(StampReceived stamp) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", stamp.at().toString());
        map.put("authority", stamp.authority());
        map.put("size", stamp.size());
        map.put("token", Base64.getEncoder().encodeToString(stamp.token()));
        return record(RecordKind.CHECKPOINT, "stamp:" + stamp.size(), map);
    }

    /** A record of a key. */
    public static NewRecord key(KeyChanged change) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", change.at().toString());
        map.put("event", change.previous().isEmpty() ? MADE : ROTATED);
        map.put("key", change.key());
        map.put("note", change.note());
        map.put("previous", change.previous());
        return record(RecordKind.KEY_EVENT, "signing-key:" + change.key(), map);
    }

    /** By which the record of this key is found. */
    public static long keyFingerprint(String key) {
        return Digests.fingerprint("signing-key:" + key);
    }

    /** What a record of kind 6 says. */
    public static Evidence evidence(StoredRecord record) {
        return evidence(record.sequence(), record.meta());
    }

    /** What the metadata of a record of kind 6 say. */
    public static Evidence evidence(long sequence, byte[] meta) {
        JsonNode node = parse(sequence, meta);
        try {
            Instant at = Instant.parse(text(node, "at"));
            long size = node.path("size").asLong();
            return node.has("token")
                    ? new StampReceived(
                            at,
                            size,
                            text(node, "authority"),
                            Base64.getDecoder().decode(text(node, "token")))
                    : new CheckpointMade(at, size, text(node, "note"), text(node, "reason"));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw ArchiveException.permanent("record " + sequence + " is no checkpoint", e);
        }
    }

    /** What a record of kind 9 says about signing keys; empty if it speaks of something else. */
    public static Optional<KeyChanged> keyChange(long sequence, byte[] meta) {
        JsonNode node = parse(sequence, meta);
        String event = text(node, "event");
        if (!event.equals(MADE) && !event.equals(ROTATED)) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(text(node, "at"));
            return Optional.of(new KeyChanged(at, text(node, "key"), text(node, "previous"), text(node, "note")));
        } catch (java.time.DateTimeException e) {
            throw ArchiveException.permanent("record " + sequence + " speaks of no key", e);
        }
    }

    private static NewRecord record(RecordKind kind, String key, Map<String, Object> map) {
        return new NewRecord(
                kind, VERSION, Digests.fingerprint(key), CanonicalJson.bytes(map), Content.of(new byte[0]));
    }

    private static JsonNode parse(long sequence, byte[] meta) {
        try {
            return JSON.readTree(meta);
        } catch (IOException e) {
            throw ArchiveException.permanent("record " + sequence + " has metadata that are no JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
