package io.tradepost.archive.payload;

import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Records of keys that were made or changed. They never hold a key. */
public final class KeyEvents {
    private static final int VERSION = 1;

    private KeyEvents() {}

    /**
     * Something that happened to a key.
     *
     * @param event   what, such as {@code master-key-rotated}
     * @param who     on whose behalf
     * @param details what else is worth knowing, such as a key's number
     */
    public static NewRecord record(Instant at, String event, String who, Map<String, String> details) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", at.toString());
        map.put("details", details);
        map.put("event", event);
        map.put("who", who);
        return NewRecord.of(RecordKind.KEY_EVENT, VERSION, CanonicalJson.bytes(map));
    }
}
