package io.tradepost.archive;

import io.tradepost.archive.access.MailAccess;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.search.BodyShingles;
import io.tradepost.archive.search.FullText;
import io.tradepost.archive.search.SearchHits;
import io.tradepost.archive.similar.MinHash;
import io.tradepost.archive.similar.Shingles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds messages that are nearly the same as one. */
public final class SimilarDesk {
    /** From here on two bodies are called nearly the same, unless another bound is asked for. */
    public static final double USUAL_SCORE = 0.7;
    /** Below this the index finds too few of those that there are. */
    public static final double LEAST_SCORE = 0.5;
    /** Most that are given. */
    public static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SimilarDesk.class);
    /** Newest first; each is read, so that there must be an end. */
    private static final int MOST_CANDIDATES = 500;

    private final Journal journal;
    private final FullText index;
    private final ReadingRoom room;
    private final MailAccess access;
    private final Derivations derivations;
    private final Clock clock;
    private final ToLongFunction<AuditEvent> audit;

    SimilarDesk(
            Journal journal,
            FullText index,
            ReadingRoom room,
            MailAccess access,
            Derivations derivations,
            Clock clock,
            ToLongFunction<AuditEvent> audit) {
        this.journal = journal;
        this.index = index;
        this.room = room;
        this.access = access;
        this.derivations = derivations;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Messages whose bodies are nearly the same, the most similar first; empty if there is no such message that this reader
     * may see. The look is recorded before it is answered.
     *
     * @param least {@link #LEAST_SCORE} to 1
     * @param most  1 to {@link #MOST}
     */
    public Optional<List<SimilarMessage>> of(MessageId id, double least, int most, Reader reader) {
        if (!(least >= LEAST_SCORE && least <= 1) || most < 1 || most > MOST) {
            throw new IllegalArgumentException("a score of " + LEAST_SCORE + " to 1, and 1 to " + MOST + " messages");
        }
        access.admit(reader, "similar", id.value());
        Optional<StoredRecord> asked = room.delivery(id, reader.scope());
        asked.ifPresent(record -> access.admit(id, reader, "similar"));
        Optional<List<SimilarMessage>> found = asked.map(record -> similar(record, least, most, reader.scope()));
        String shown = found.orElse(List.of()).stream()
                .map(one -> one.message().id().value())
                .collect(Collectors.joining(" "));
        reader.receipt()
                .recorded(audit.applyAsLong(AuditEvent.of(
                        clock.instant(),
                        reader,
                        "similar",
                        id.value(),
                        found.isPresent() ? "done" : "not-found",
                        Map.of("least", String.format(Locale.ROOT, "%.2f", least), "shown", shown))));
        return found.map(list -> list.stream()
                .map(one -> new SimilarMessage(
                        access.masked(List.of(one.message()), reader).getFirst(), one.score()))
                .toList());
    }

    private record Scored(long sequence, double score) {}

    private List<SimilarMessage> similar(StoredRecord asked, double least, int most, Reader.Scope scope) {
        Shingles body = BodyShingles.of(derivations.of(asked));
        List<Scored> scored = new ArrayList<>();
        for (SearchHits.Hit hit : index.near(MinHash.terms(body), scope, MOST_CANDIDATES + 1)) {
            if (hit.sequence() != asked.sequence()) {
                score(hit.sequence(), body).filter(one -> one.score >= least).ifPresent(scored::add);
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score)
                        .thenComparingLong(Scored::sequence)
                        .reversed())
                .limit(most)
                .flatMap(
                        one -> room.shown(one.sequence).stream().map(message -> new SimilarMessage(message, one.score)))
                .toList();
    }

    private Optional<Scored> score(long sequence, Shingles body) {
        try {
            return journal.read(sequence)
                    .map(record -> new Scored(sequence, body.similarity(BodyShingles.of(derivations.of(record)))));
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.warn("record {} can't be compared: {}", sequence, e.toString());
            return Optional.empty();
        }
    }
}
