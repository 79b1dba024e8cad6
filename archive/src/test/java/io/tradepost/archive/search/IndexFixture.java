package io.tradepost.archive.search;

import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.search.lucene.LuceneIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A journal and an index over it, fed by hand. */
final class IndexFixture implements AutoCloseable {
    final Journal journal;
    FullText index;
    private final Engine engine;
    private final List<IndexEvent> events = new ArrayList<>();
    private final Map<String, StandingQueries.StandingQuery> holds = new LinkedHashMap<>();
    private Instant time = Instant.parse("2024-05-03T08:00:00Z");
    private int count;

    /** Makes the index over a journal. */
    interface Engine {
        SearchIndex over(Journal journal);
    }

    IndexFixture(Path folder) {
        this(folder, journal -> new LuceneIndex(folder.resolve("index"), journal, ZoneOffset.UTC));
    }

    IndexFixture(Path folder, Engine engine) {
        this.engine = engine;
        journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 28, Clock.systemUTC()));
        open();
    }

    void open() {
        index = new FullText(
                engine.over(journal), journal, new Derivations(), this::eventOf, standing(), ZoneOffset.UTC);
    }

    private StandingQueries standing() {
        return new StandingQueries() {
            @Override
            public boolean changedBy(StoredRecord record) {
                return record.kind().equals(Optional.of(RecordKind.RETENTION_SCHEDULE));
            }

            @Override
            public Optional<List<StandingQuery>> all() {
                return Optional.of(List.copyOf(holds.values()));
            }
        };
    }

    /** Has a query stand under a name. */
    void hold(String name, String query) {
        hold(name, query, true);
    }

    /** Takes it back. */
    void release(String name) {
        hold(name, "", false);
    }

    private void hold(String name, String query, boolean stands) {
        holds.put(name, new StandingQueries.StandingQuery(name, query, stands));
        journal.append(NewRecord.of(RecordKind.RETENTION_SCHEDULE, 1, name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts a record into the journal that means this for the index. */
    void event(IndexEvent event) {
        events.add(event);
        journal.append(NewRecord.of(
                RecordKind.HOLD, 1, Integer.toString(events.size() - 1).getBytes(StandardCharsets.UTF_8)));
    }

    private List<IndexEvent> eventOf(StoredRecord record) {
        return record.kind().equals(Optional.of(RecordKind.HOLD))
                ? List.of(events.get(Integer.parseInt(new String(record.meta(), StandardCharsets.UTF_8))))
                : List.of();
    }

    ThreadHits threadHits(long sequence) {
        return index.thread(journal.read(sequence).orElseThrow(), Reader.Scope.ALL);
    }

    /** Sequences of a conversation. */
    List<Long> thread(long sequence) {
        return threadHits(sequence).hits().stream()
                .map(SearchHits.Hit::sequence)
                .toList();
    }

    /** Sets when the next message is received; each later one comes a minute after. */
    IndexFixture at(String instant) {
        time = Instant.parse(instant);
        return this;
    }

    /** Lets time pass. */
    void later(long seconds) {
        time = time.plusSeconds(seconds);
    }

    /** Adds a message with these further headers. */
    long mail(String headers, String body) {
        return raw((headers + "\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    long raw(byte[] bytes) {
        return raw(bytes, new Envelope("envelope@sender.example", List.of("b@ours.example")), Direction.INBOUND);
    }

    long raw(byte[] bytes, Envelope envelope, Direction direction) {
        time = time.plusSeconds(60);
        Delivery delivery = new Delivery(
                "k" + count,
                time,
                direction,
                envelope,
                new SessionFacts("", "", "", "", "", "smtp", Map.of()),
                List.of("b@ours.example"),
                Content.of(bytes));
        return journal.append(Payloads.delivery(id(count++), delivery)).sequence();
    }

    /** The id of the n-th message. */
    static MessageId id(int n) {
        return new MessageId(String.format(Locale.ROOT, "01HX0000000000000000%06d", n));
    }

    void link(int message, Link... links) {
        journal.append(Payloads.link(new LinkEvent(id(message), time, "matcher", "test", List.of(links))));
    }

    static Link link(String kind, String key, String customer, LinkStatus status) {
        return new Link(kind, key, customer, status, 0.99, List.of(new Link.Evidence("number", "subject", key)));
    }

    /** Brings the index up to the journal. */
    void follow() {
        List<StoredRecord> batch = new ArrayList<>();
        for (long sequence = index.next(); sequence < journal.nextSequence(); sequence++) {
            journal.read(sequence).ifPresent(batch::add);
        }
        index.apply(batch, journal.nextSequence());
        do {
            index.idle();
            index.refresh();
            index.idle();
        } while (!index.settled());
    }

    SearchHits search(String query) {
        return search(query, Optional.empty(), 500);
    }

    SearchHits search(String query, Optional<String> cursor, int limit) {
        return index.search(new SearchRequest(query, cursor, limit), Reader.Scope.ALL);
    }

    /** Sequences that match, newest first. */
    List<Long> found(String query) {
        return search(query).hits().stream().map(SearchHits.Hit::sequence).toList();
    }

    @Override
    public void close() {
        index.close();
        journal.close();
    }
}
