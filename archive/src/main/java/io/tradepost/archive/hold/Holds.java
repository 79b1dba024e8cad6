package io.tradepost.archive.hold;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Approvals;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.law.Judge;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import io.tradepost.archive.law.Recorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk for legal holds. */
public final class Holds {
    /** What a request to release a hold is called. */
    public static final String RELEASE = "hold-release";

    private static final Request.Rule SECOND_PERSON = new Request.Rule(1, false, Duration.ofDays(1));

    private final LawRegister register;
    private final HoldBook book;
    private final Approvals approvals;
    private final Judge judge;
    private final Recorder recorder;
    private final Clock clock;

    /** Over the register that tells this book. */
    public Holds(
            LawRegister register, HoldBook book, Approvals approvals, Judge judge, Recorder recorder, Clock clock) {
        this.register = register;
        this.book = book;
        this.approvals = approvals;
        this.judge = judge;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** All holds, released ones too, oldest first. */
    public List<Hold> list() {
        return register.exclusively(book::all);
    }

    /** Those that hold now. */
    public List<Hold> active() {
        return list().stream().filter(Hold::active).toList();
    }

    /** The hold of this name; refused if there is none. */
    public Hold hold(String name) {
        return register.exclusively(() -> known(name));
    }

    /** Sets a hold. From the moment this returns nothing that matches is disposed of. */
    public Hold create(String name, String matter, String reason, Criteria about, Reader by) {
        return recorder.orRefused(by, "hold-create", name, () -> {
            String checked = Names.checked(name);
            String what = Names.needed("matter", matter);
            String why = Names.needed("reason", reason);
            about.checked(judge.zone());
            return register.exclusively(() -> {
                if (book.find(checked).isPresent()) {
                    throw new RefusedException(Reason.NAME_TAKEN, "hold", checked);
                }
                Hold hold = new Hold(checked, what, why, about, clock.instant(), by.who(), Optional.empty());
                register.append(RecordKind.HOLD, HoldBook.made(hold, by.origin()));
                return known(checked);
            });
        });
    }

    /** Asks to release a hold; it goes on holding until a second person approves. */
    public Request release(String name, String reason, Actor by) {
        return recorder.orRefused(
                by.reader(),
                RELEASE,
                name,
                () -> register.exclusively(() -> {
                    Hold hold = holding(name);
                    return approvals.ask(RELEASE, hold.name(), reason, SECOND_PERSON, by);
                }));
    }

    /** The second person's yes: the hold ends. Refused for the one who asked. */
    public Hold approveRelease(String name, Actor by) {
        return recorder.orRefused(
                by.reader(),
                "hold-approve",
                name,
                () -> register.exclusively(() -> {
                    Hold hold = holding(name);
                    Instant now = clock.instant();
                    // One that was granted and whose hold did not end belongs to a process that died in between.
                    Request request = approvals
                            .granted(RELEASE, hold.name())
                            .orElseGet(() -> approvals.approve(
                                    openRequest(hold.name(), now).id(), by));
                    register.append(
                            RecordKind.HOLD,
                            HoldBook.released(hold, request, now, by.person().account(), by.origin()));
                    return known(hold.name());
                }));
    }

    /**
     * The holds that cover a message now, or may: one that asks for text which was not read keeps the message until it is.
     * Recorded.
     */
    public List<Hold> covering(MessageId id, Reader by) {
        List<Hold> active = active();
        Judge.Verdict verdict = judge.of(id, active.stream().map(Hold::about).toList());
        recorder.done(by, "hold-explain", id.value(), Map.of());
        verdict.met().or(verdict.open());
        return verdict.met().stream().mapToObj(active::get).toList();
    }

    private Request openRequest(String name, Instant now) {
        return approvals.list().stream()
                .filter(one -> one.what().equals(RELEASE) && one.subject().equals(name))
                .filter(one -> one.state(now) == Request.State.OPEN)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.UNKNOWN, "request", name));
    }

    private Hold holding(String name) {
        Hold hold = known(name);
        if (!hold.active()) {
            throw new RefusedException(Reason.RELEASED, hold.name());
        }
        return hold;
    }

    private Hold known(String name) {
        String checked = Names.checked(name);
        return book.find(checked).orElseThrow(() -> new RefusedException(Reason.UNKNOWN, "hold", checked));
    }
}
