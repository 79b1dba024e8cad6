package io.tradepost.archive.disposition;

import io.tradepost.archive.access.Person;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.payload.LawEntry;
import java.time.Instant;
import java.util.List;

/**
 * What a run did. Everything in it stands in records of the journal, so that whoever has those can make it again.
 *
 * @param approvals  two different officers
 * @param carriedOutBy who started it, and who went on with it after an interruption
 * @param destroyed  messages whose keys are destroyed
 * @param leftOut    messages of the list that are still there, and why
 * @param records    sequences of the records that say what was destroyed
 */
public record Certificate(
        Run run,
        List<Request.Approval> approvals,
        List<Person> carriedOutBy,
        Instant finishedAt,
        List<Item> destroyed,
        List<LeftOut> leftOut,
        List<Long> records) {

    /** A message that was listed and is still there. */
    public record LeftOut(String id, String why) {}

    static Certificate of(Run run, Request request, List<LawEntry> parts, List<Long> records) {
        return new Certificate(
                run,
                request.approvals(),
                parts.stream().map(LawEntry::by).distinct().map(Person::new).toList(),
                run.finishedAt().orElseThrow(),
                parts.stream()
                        .flatMap(part -> DispositionBook.items(part).stream())
                        .toList(),
                parts.stream()
                        .flatMap(part -> part.facts().list(DispositionBook.LEFT_OUT).stream())
                        .map(one -> new LeftOut(one.text("id"), one.text("why")))
                        .toList(),
                records);
    }

    /** Bytes destroyed, as they were received. */
    public long bytes() {
        return destroyed.stream().mapToLong(Item::size).sum();
    }
}
