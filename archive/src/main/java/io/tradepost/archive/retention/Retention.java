package io.tradepost.archive.retention;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.law.Judge;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import io.tradepost.archive.law.Recorder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk for retention schedules. */
public final class Retention {
    private final LawRegister register;
    private final RetentionBook book;
    private final Judge judge;
    private final Recorder recorder;
    private final Clock clock;

    /** Over the register that tells this book. */
    public Retention(LawRegister register, RetentionBook book, Judge judge, Recorder recorder, Clock clock) {
        this.register = register;
        this.book = book;
        this.judge = judge;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** All schedules, oldest first. */
    public List<Schedule> list() {
        return register.exclusively(book::all);
    }

    /** The schedule of this name; refused if there is none. */
    public Schedule schedule(String name) {
        return register.exclusively(() -> known(name));
    }

    /**
     * Promises to keep mail. It holds for what is archived already and for what comes.
     *
     * @param source statute and article; may be empty
     */
    public Schedule add(String name, Criteria about, Term minimum, String reason, String source, Reader by) {
        return recorder.orRefused(by, "retention-add", name, () -> {
            String checked = Names.checked(name);
            String why = Names.needed("reason", reason);
            about.checked(judge.zone());
            return register.exclusively(() -> {
                if (book.find(checked).isPresent()) {
                    throw new RefusedException(Reason.NAME_TAKEN, "schedule", checked);
                }
                Instant now = clock.instant();
                Schedule schedule = new Schedule(checked, about, minimum, why, source.strip(), now, by.who(), now);
                register.append(RecordKind.RETENTION_SCHEDULE, RetentionBook.made(schedule, by.origin()));
                return known(checked);
            });
        });
    }

    /** Raises the minimum of a schedule; refused, and the refusal recorded, if that would shorten it for any mail. */
    public Schedule raise(String name, Term minimum, String reason, Reader by) {
        return recorder.orRefused(
                by,
                "retention-raise",
                name,
                () -> register.exclusively(() -> {
                    Schedule before = known(name);
                    String why = Names.needed("reason", reason);
                    if (!minimum.atLeast(before.minimum()) || minimum.equals(before.minimum())) {
                        throw new RefusedException(Reason.LOWERED, before.name(), before.minimum(), minimum);
                    }
                    Schedule after = before.raised(minimum, clock.instant());
                    register.append(
                            RecordKind.RETENTION_SCHEDULE,
                            RetentionBook.raised(before, after, by.who(), why, by.origin()));
                    return known(name);
                }));
    }

    /**
     * How long a message is kept and why.
     *
     * @param keeping the schedules that match it, or matched it under former links, each with its end
     * @param open    schedules that ask for text which was not read yet, or cannot be: it is kept until that is known
     * @param until   the latest of those ends; empty when no schedule matches: kept for ever
     */
    public record Keeping(
            MessageId id, Instant receivedAt, List<Reaching> keeping, List<Schedule> open, Optional<Instant> until) {
        /** A schedule that matches, and until when it keeps the message. */
        public record Reaching(Schedule schedule, Instant until) {}

        /** Whether every term is over, and none may be missing here. */
        public boolean over(Instant now) {
            return open.isEmpty() && until.isPresent() && !now.isBefore(until.get());
        }
    }

    /** Explains; recorded as a look at the message. */
    public Keeping explain(MessageId id, Reader by) {
        List<Schedule> schedules = list();
        Judge.Verdict verdict = judge.of(id, criteria(schedules));
        recorder.done(by, "retention-explain", id.value(), Map.of());
        return keeping(verdict, schedules, 0);
    }

    /** What schedules are about, in their order. */
    public static List<Criteria> criteria(List<Schedule> schedules) {
        return schedules.stream().map(Schedule::about).toList();
    }

    /**
     * Reads a verdict.
     *
     * @param from place of the first schedule's criteria in the list that the verdict was found by
     */
    public Keeping keeping(Judge.Verdict verdict, List<Schedule> schedules, int from) {
        BitSet met = verdict.met();
        Instant received = verdict.delivery().delivery().receivedAt();
        List<Keeping.Reaching> keeping = new ArrayList<>();
        List<Schedule> open = new ArrayList<>();
        for (int i = 0; i < schedules.size(); i++) {
            if (met.get(from + i)) {
                Schedule schedule = schedules.get(i);
                keeping.add(new Keeping.Reaching(schedule, schedule.minimum().until(received, judge.zone())));
            }
            if (verdict.open().get(from + i)) {
                open.add(schedules.get(i));
            }
        }
        Optional<Instant> until =
                keeping.stream().map(Keeping.Reaching::until).max(java.util.Comparator.naturalOrder());
        return new Keeping(verdict.id(), received, keeping, open, until);
    }

    private Schedule known(String name) {
        String checked = Names.checked(name);
        return book.find(checked).orElseThrow(() -> new RefusedException(Reason.UNKNOWN, "schedule", checked));
    }
}
