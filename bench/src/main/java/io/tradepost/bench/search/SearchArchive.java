package io.tradepost.bench.search;

import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.search.FullText;
import io.tradepost.archive.search.StandingQueries;
import io.tradepost.archive.search.lucene.LuceneIndex;
import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A journal full of made mail and the index over it, kept in a folder so that it need not be made for each measurement. */
final class SearchArchive implements AutoCloseable {
    private static final int BATCH = 250;
    private static final long SEGMENT = 512L << 20;
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private final Journal journal;
    private final FullText index;

    private SearchArchive(Path folder) {
        this.folder = folder;
        this.journal = Journal.open(JournalSettings.of(folder.resolve("journal"), SEGMENT, Clock.systemUTC()));
        this.index = new FullText(
                new LuceneIndex(folder.resolve("index"), journal, ZoneOffset.UTC),
                journal,
                new Derivations(),
                record -> List.of(),
                StandingQueries.NONE,
                ZoneOffset.UTC);
    }

    static SearchArchive open(Path folder) {
        return new SearchArchive(folder);
    }

    FullText index() {
        return index;
    }

    long messages() {
        return journal.nextSequence();
    }

    /** Writes messages until there are so many; raw bytes written. */
    long fill(int messages, TradeMail mail, Runnable progress) {
        long bytes = 0;
        List<NewRecord> batch = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            byte[] raw = mail.next(i);
            bytes += raw.length;
            if (i >= journal.nextSequence() + batch.size()) {
                batch.add(record(i, raw));
            }
            if (batch.size() == BATCH || (i == messages - 1 && !batch.isEmpty())) {
                journal.appendAll(batch);
                batch.clear();
                progress.run();
            }
        }
        return bytes;
    }

    private static NewRecord record(int ordinal, byte[] raw) {
        MessageId id = new MessageId(String.format(Locale.ROOT, "01HX0000000000000%09d", ordinal));
        return Payloads.delivery(
                id,
                new Delivery(
                        "bench-" + ordinal,
                        FIRST.plusSeconds(ordinal * 180L),
                        Direction.INBOUND,
                        new Envelope("bounce@c" + ordinal % 3000 + ".example", List.of("sales@ours.example")),
                        new SessionFacts("", "", "", "", "", "bench", Map.of()),
                        List.of("sales@ours.example"),
                        Content.of(raw)));
    }

    /** Brings the index up to the journal as the follower does; messages applied. */
    long follow(Runnable progress) {
        long from = index.next();
        long next = from;
        while (next < journal.nextSequence()) {
            List<StoredRecord> batch = new ArrayList<>();
            while (next < journal.nextSequence() && batch.size() < BATCH) {
                journal.read(next++).ifPresent(batch::add);
            }
            index.apply(batch, next);
            progress.run();
        }
        index.refresh();
        return next - from;
    }

    /** Bytes of the index's files, by what they hold. */
    Map<String, Long> indexBytes() {
        Map<String, Long> bytes = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                bytes.merge(name.substring(name.lastIndexOf('.') + 1), Files.size(file), Long::sum);
            }
        } catch (IOException e) {
            throw new BenchException("the index can't be measured", e);
        }
        return bytes;
    }

    @Override
    public void close() {
        index.close();
        journal.close();
    }
}
