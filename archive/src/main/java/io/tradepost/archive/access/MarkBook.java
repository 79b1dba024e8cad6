package io.tradepost.archive.access;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Messages that one of their own people has marked as private, in records of kind 10. */
public final class MarkBook implements Book {
    private static final String MARKED = "marked-private";

    private final Set<MessageId> marked = new HashSet<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.APPROVAL);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        if (entry.action().equals(MARKED)) {
            marked.add(new MessageId(entry.facts().text("message")));
        }
    }

    boolean marked(MessageId id) {
        return marked.contains(id);
    }

    static LawEntry marked(MessageId id, String reason, Instant at, Actor by) {
        return new LawEntry(
                MARKED,
                at,
                by.person().account(),
                by.origin(),
                new Facts(Map.of("message", id.value(), "reason", reason)));
    }
}
