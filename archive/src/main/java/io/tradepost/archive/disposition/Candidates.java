package io.tradepost.archive.disposition;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.retention.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds, through the index, what may be past its retention. It may give too much, which judging takes out again; what it
 * misses because the index lags comes with the next run.
 */
final class Candidates {
    private static final int PAGE = 100;

    private final Function<SearchRequest, SearchPage> search;
    private final ZoneId zone;

    Candidates(Function<SearchRequest, SearchPage> search, ZoneId zone) {
        this.search = search;
        this.zone = zone;
    }

    /** Gives each message at most once, in pages. */
    void each(List<Schedule> schedules, Instant now, Consumer<List<MessageId>> pages) {
        Set<MessageId> seen = new HashSet<>();
        for (Schedule schedule : schedules) {
            String before = "before:" + schedule.minimum().latestPast(now, zone).plusDays(1);
            Criteria about = schedule.about();
            String query = about.asQuery().isEmpty() ? before : before + " (" + about.asQuery() + ")";
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = search.apply(new SearchRequest(query, cursor, PAGE));
                List<MessageId> fresh = page.items().stream()
                        .map(ArchivedMessage::id)
                        .filter(seen::add)
                        .toList();
                if (!fresh.isEmpty()) {
                    pages.accept(fresh);
                }
                cursor = page.next();
            } while (cursor.isPresent());
        }
    }
}
