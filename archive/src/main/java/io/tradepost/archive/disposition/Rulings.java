package io.tradepost.archive.disposition;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.hold.Hold;
import io.tradepost.archive.hold.Holds;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.law.Judge;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.retention.Retention;
import io.tradepost.archive.retention.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides whether a message may be disposed of now: past every schedule that ever matched it, and under no hold. */
public final class Rulings {
    private final LawRegister register;
    private final Retention retention;
    private final Holds holds;
    private final Judge judge;
    private final Candidates candidates;
    private final KeyShredder shredder;
    private final Clock clock;

    /**
     * By these desks.
     *
     * @param search finds candidates through the index, for nobody's eyes
     */
    public Rulings(
            LawRegister register,
            Retention retention,
            Holds holds,
            Judge judge,
            Function<SearchRequest, SearchPage> search,
            KeyShredder shredder,
            Clock clock) {
        this.register = register;
        this.retention = retention;
        this.holds = holds;
        this.judge = judge;
        this.candidates = new Candidates(search, judge.zone());
        this.shredder = shredder;
        this.clock = clock;
    }

    /**
     * What was decided on a message.
     *
     * @param item   if it may be disposed of
     * @param keeper else what keeps it, in a few words: {@code hold acme}, {@code schedule gobd until 2031-01-01}
     */
    record Ruling(MessageId id, Optional<Item> item, String keeper) {}

    /** Gives all that may be disposed of now. */
    void due(Consumer<Progress> progress, Consumer<Item> found) {
        List<Schedule> schedules = retention.list();
        long[] looked = {0};
        candidates.each(schedules, clock.instant(), page -> {
            judge.settle();
            of(page).forEach(ruling -> ruling.item().ifPresent(found));
            looked[0] += page.size();
            progress.accept(new Progress("judge", looked[0], looked[0]));
        });
    }

    /** Waits until links can be told; not under the register's lock. */
    void settle() {
        judge.settle();
    }

    /** Rules on each. After {@link #settle}; under the register's lock it holds until that is given up. */
    List<Ruling> of(List<MessageId> ids) {
        if (register.doubtful()) {
            throw ArchiveException.permanent(
                    "a record of the journal is damaged or could not be read, and may be a hold: nothing is disposed of"
                            + " before that is cleared up; run verify");
        }
        List<Schedule> schedules = retention.list();
        List<Hold> active = holds.active();
        List<Criteria> criteria =
                new ArrayList<>(active.stream().map(Hold::about).toList());
        criteria.addAll(Retention.criteria(schedules));
        List<Ruling> rulings = new ArrayList<>();
        List<MessageId> readable = new ArrayList<>();
        for (MessageId id : ids) {
            unreadable(id)
                    .ifPresentOrElse(why -> rulings.add(new Ruling(id, Optional.empty(), why)), () -> readable.add(id));
        }
        judge.settled(readable, criteria).forEach(verdict -> rulings.add(ruling(verdict, active, schedules)));
        return rulings;
    }

    /** One that is gone already, or whose content is damaged, can't be judged and so is not disposed of. */
    private Optional<String> unreadable(MessageId id) {
        try {
            judge.read(id);
            return Optional.empty();
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            return Optional.of("cannot be judged: " + e.getMessage());
        }
    }

    /** Nothing is disposed of because nobody has read it. */
    private static String unread(Judge.Verdict verdict, List<Hold> active, Retention.Keeping keeping) {
        List<String> askers = new ArrayList<>();
        for (int i = 0; i < active.size(); i++) {
            if (verdict.open().get(i)) {
                askers.add("hold " + active.get(i).name());
            }
        }
        keeping.open().forEach(schedule -> askers.add(schedule.name()));
        return "text that is not read, for which asks " + String.join(", ", askers);
    }

    private Ruling ruling(Judge.Verdict verdict, List<Hold> active, List<Schedule> schedules) {
        Instant now = clock.instant();
        for (int i = 0; i < active.size(); i++) {
            if (verdict.met().get(i)) {
                return new Ruling(
                        verdict.id(), Optional.empty(), "hold " + active.get(i).name());
            }
        }
        Retention.Keeping keeping = retention.keeping(verdict, schedules, active.size());
        if (!verdict.open().isEmpty()) {
            return new Ruling(verdict.id(), Optional.empty(), unread(verdict, active, keeping));
        }
        if (!keeping.over(now)) {
            String keeper = keeping.keeping().stream()
                    .filter(one -> now.isBefore(one.until()))
                    .map(one -> one.schedule().name() + " until " + one.until())
                    .collect(Collectors.joining(", "));
            return new Ruling(verdict.id(), Optional.empty(), keeper.isEmpty() ? "no schedule" : keeper);
        }
        if (!shredder.destroyable(verdict.delivery().sequence())) {
            return new Ruling(verdict.id(), Optional.empty(), "archived without a key that could be destroyed");
        }
        return new Ruling(
                verdict.id(),
                Optional.of(new Item(
                        verdict.id(),
                        verdict.delivery().sequence(),
                        verdict.delivery().sha256(),
                        verdict.delivery().size(),
                        keeping.receivedAt(),
                        keeping.until().orElseThrow(),
                        keeping.keeping().stream()
                                .map(one -> one.schedule().name())
                                .toList())),
                "");
    }
}
