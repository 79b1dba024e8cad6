package io.tradepost.archive.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What records by which people govern the archive (holds, dispositions, retention schedules, approvals, notices) have in
 * common: what was done, when, by whom and from where. What else there is depends on kind and action.
 *
 * @param action one word: {@code made}, {@code raised}, {@code released} …
 * @param at     when
 * @param by     the person; empty when the archive itself goes on with what people decided
 * @param origin where from: {@code rest 127.0.0.1}, {@code cli} …
 */
public record LawEntry(String action, Instant at, String by, String origin, Facts facts) {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Object>> MAP = new TypeReference<>() {};

    /** The record to append. */
    public NewRecord record(RecordKind kind) {
        Map<String, Object> map = new TreeMap<>(facts.values());
        map.put("action", action);
        map.put("at", at.toString());
        map.put("by", by);
        map.put("origin", origin);
        return NewRecord.of(kind, VERSION, CanonicalJson.bytes(map));
    }

    /** What a record says; a permanent {@link ArchiveException} if it can't be read. */
    public static LawEntry of(StoredRecord record) {
        try {
            TreeMap<String, Object> map = JSON.readValue(new String(record.meta(), StandardCharsets.UTF_8), MAP);
            Facts all = new Facts(map);
            for (String common : new String[] {"action", "at", "by", "origin"}) {
                map.remove(common);
            }
            return new LawEntry(all.text("action"), all.time("at"), all.text("by"), all.text("origin"), new Facts(map));
        } catch (JsonProcessingException e) {
            throw ArchiveException.permanent("record " + record.sequence() + " has metadata that are no JSON", e);
        }
    }
}
