package io.tradepost.archive.disposition;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Approvals;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import io.tradepost.archive.law.Recorder;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The desk for disposal. */
public final class Dispositions {
    /** What a request to approve a run is called. */
    public static final String REQUEST = "disposition";

    /** Two different officers, of whom one may have proposed it; then there are 30 days to carry it out. */
    private static final Request.Rule TWO_PERSONS = new Request.Rule(2, true, Duration.ofDays(30));

    /** Messages judged and destroyed at once; their texts stand in memory meanwhile. */
    private static final int PART = 100;

    private final LawRegister register;
    private final DispositionBook book;
    private final Approvals approvals;
    private final Rulings rulings;
    private final Executioner executioner;
    private final Recorder recorder;
    private final Clock clock;
    private final ReentrantLock working = new ReentrantLock();

    /** Over the register that tells this book; what a crash interrupted is ended first. */
    public Dispositions(
            LawRegister register,
            DispositionBook book,
            Approvals approvals,
            Rulings rulings,
            KeyShredder shredder,
            Recorder recorder,
            Clock clock) {
        this.register = register;
        this.book = book;
        this.approvals = approvals;
        this.rulings = rulings;
        this.executioner = new Executioner(register, rulings, shredder, clock);
        this.recorder = recorder;
        this.clock = clock;
    }

    /** All runs, oldest first. */
    public List<Run> list() {
        return register.exclusively(book::all);
    }

    /** The run of this id; refused if there is none. */
    public Run run(String id) {
        return register.exclusively(() -> known(id));
    }

    /** How far a run is. */
    public Run.State state(Run run) {
        if (run.finishedAt().isPresent()) {
            return Run.State.FINISHED;
        }
        if (!run.destroyed().isEmpty()) {
            return Run.State.EXECUTING;
        }
        return switch (approvals.request(run.request()).state(clock.instant())) {
            case OPEN -> Run.State.PROPOSED;
            case GRANTED -> Run.State.APPROVED;
            case WITHDRAWN, EXPIRED -> Run.State.DROPPED;
        };
    }

    /** What a run lists; recorded. */
    public List<Item> items(String id, Reader by) {
        Run run = run(id);
        recorder.done(by, "disposition-items", run.id(), Map.of());
        return run.listed().stream()
                .map(register::entry)
                .flatMap(entry -> DispositionBook.items(entry).stream())
                .toList();
    }

    /** Lists what is past all retention and under no hold; refused if there is nothing. */
    public Run propose(String reason, Actor by, Consumer<Progress> progress) {
        return recorder.orRefused(by.reader(), "disposition-propose", "", () -> {
            String why = Names.needed("reason", reason);
            String id = register.exclusively(this::unusedId);
            List<Item> part = new ArrayList<>();
            MessageDigest digest = Digests.sha256();
            long[] count = {0};
            rulings.due(progress, item -> {
                part.add(item);
                digest.update(item.line().getBytes(StandardCharsets.UTF_8));
                count[0]++;
                if (part.size() == PART) {
                    listed(id, part, by);
                }
            });
            if (count[0] == 0) {
                throw new RefusedException(Reason.NOTHING_DUE);
            }
            if (!part.isEmpty()) {
                listed(id, part, by);
            }
            return proposed(id, why, count[0], HexFormat.of().formatHex(digest.digest()), by);
        });
    }

    /** After the time; the next one that is free, should two runs be proposed in the same millisecond. */
    private String unusedId() {
        long number = clock.millis();
        String id = id(number);
        while (book.find(id).isPresent()) {
            id = id(++number);
        }
        return id;
    }

    private static String id(long number) {
        return "D-" + Long.toString(number, 36).toUpperCase(Locale.ROOT);
    }

    private void listed(String id, List<Item> part, Actor by) {
        register.exclusively(() -> {
            Map<String, Object> facts = DispositionBook.run(id);
            facts.put(DispositionBook.ITEMS, part.stream().map(Item::facts).toList());
            return register.append(RecordKind.DISPOSITION, entry(DispositionBook.LISTED, facts, by));
        });
        part.clear();
    }

    private Run proposed(String id, String reason, long count, String digest, Actor by) {
        return register.exclusively(() -> {
            Request request = approvals.ask(REQUEST, id, reason, TWO_PERSONS, by);
            Map<String, Object> facts = DispositionBook.run(id);
            facts.put("reason", reason);
            facts.put("count", count);
            facts.put("digest", digest);
            facts.put("request", request.id());
            register.append(RecordKind.DISPOSITION, entry(DispositionBook.PROPOSED, facts, by));
            return known(id);
        });
    }

    /** One officer's yes to a run's list. Two different officers are needed; the one who proposed may be one of them. */
    public Run approve(String id, Actor by) {
        return recorder.orRefused(by.reader(), "disposition-approve", id, () -> {
            Run run = run(id);
            approvals.approve(run.request(), by);
            return run(id);
        });
    }

    /** Takes a proposal back, which only its maker can. */
    public Run withdraw(String id, Actor by) {
        return recorder.orRefused(by.reader(), "disposition-withdraw", id, () -> {
            Run run = run(id);
            approvals.withdraw(run.request(), by);
            return run(id);
        });
    }

    /**
     * Carries an approved run out, or goes on with one that was interrupted. A temporary failure while it can't be judged
     * whether something is held: what is done by then stays done, and the next call goes on.
     */
    public Run execute(String id, Actor by, Consumer<Progress> progress) {
        return recorder.orRefused(by.reader(), "disposition-execute", id, () -> {
            Run run = run(id);
            Run.State state = state(run);
            if (state != Run.State.APPROVED && state != Run.State.EXECUTING) {
                throw new RefusedException(Reason.RUN_STATE, run.id(), state.word());
            }
            if (!working.tryLock()) {
                throw new RefusedException(Reason.RUN_STATE, run.id(), Run.State.EXECUTING.word());
            }
            try {
                executioner.carryOut(run, by, progress);
            } finally {
                working.unlock();
            }
            return run(id);
        });
    }

    /** What a run did, for people and courts; refused before its end. */
    public Certificate certificate(String id) {
        Run run = run(id);
        if (state(run) != Run.State.FINISHED) {
            throw new RefusedException(Reason.RUN_STATE, run.id(), state(run).word());
        }
        List<LawEntry> parts = run.destroyed().stream().map(register::entry).toList();
        return Certificate.of(run, approvals.request(run.request()), parts, run.destroyed());
    }

    /** Destroys again what the last record of each unfinished run says was destroyed: a crash may have come between. */
    public void mend() {
        for (Run run : list()) {
            if (run.finishedAt().isEmpty() && !run.destroyed().isEmpty()) {
                try {
                    executioner.shredAgain(run);
                } catch (ArchiveException e) {
                    org.slf4j.LoggerFactory.getLogger(Dispositions.class)
                            .error("run {} could not be mended; it will be when it is executed again", run.id(), e);
                }
            }
        }
    }

    private LawEntry entry(String action, Map<String, Object> facts, Actor by) {
        return new LawEntry(action, clock.instant(), by.person().account(), by.origin(), new Facts(facts));
    }

    private Run known(String id) {
        return book.find(id.strip().toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new RefusedException(Reason.UNKNOWN, "run", id));
    }
}
