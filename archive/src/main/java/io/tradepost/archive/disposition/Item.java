package io.tradepost.archive.disposition;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.payload.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message of a run.
 *
 * @param sequence  of its delivery in the journal
 * @param sha256    of its bytes as received, lower-case hexadecimal
 * @param size      bytes as received
 * @param until     when the last of its schedules ended
 * @param schedules names of those that kept it
 */
public record Item(
        MessageId id,
        long sequence,
        String sha256,
        long size,
        Instant receivedAt,
        Instant until,
        List<String> schedules) {
    Map<String, Object> facts() {
        return Map.of(
                "id", id.value(),
                "sequence", sequence,
                "sha256", sha256,
                "size", size,
                "receivedAt", receivedAt.toString(),
                "until", until.toString(),
                "schedules", schedules);
    }

    static Item of(Facts facts) {
        return new Item(
                new MessageId(facts.text("id")),
                facts.number("sequence"),
                facts.text("sha256"),
                facts.number("size"),
                facts.time("receivedAt"),
                facts.time("until"),
                facts.texts("schedules"));
    }

    /** One line of the list that people approve; its digest stands in the run. */
    String line() {
        return id + " " + sequence + " " + sha256 + "\n";
    }
}
