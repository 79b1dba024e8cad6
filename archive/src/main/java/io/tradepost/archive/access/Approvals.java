package io.tradepost.archive.access;

import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The desk for what takes more than one person. Other desks make requests here and ask whether they are granted. */
public final class Approvals {
    /** How long a request waits for its answers. */
    public static final Duration OPEN_FOR = Duration.ofDays(14);

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ID_LETTERS = 8;

    private final LawRegister register;
    private final ApprovalBook book;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Over the register that tells this book. */
    public Approvals(LawRegister register, ApprovalBook book, Clock clock) {
        this.register = register;
        this.book = book;
        this.clock = clock;
    }

    /** All requests, oldest first. */
    public List<Request> list() {
        return register.exclusively(book::all);
    }

    /** The request of this id; refused if there is none. */
    public Request request(String id) {
        return register.exclusively(() -> known(id));
    }

    /** The newest request about this that may be used now. */
    public Optional<Request> granted(String what, String subject) {
        Instant now = clock.instant();
        return list().reversed().stream()
                .filter(one -> one.what().equals(what) && one.subject().equals(subject))
                .filter(one -> one.state(now) == Request.State.GRANTED)
                .findFirst();
    }

    /** Asks for further persons; an open request about the same is given back instead of a second one. */
    public Request ask(String what, String subject, String reason, Request.Rule rule, Actor by) {
        String why = Names.needed("reason", reason);
        return register.exclusively(() -> {
            Instant now = clock.instant();
            Optional<Request> open = book.all().stream()
                    .filter(one -> one.what().equals(what) && one.subject().equals(subject))
                    .filter(one -> one.state(now) == Request.State.OPEN)
                    .findFirst();
            if (open.isPresent()) {
                return open.get();
            }
            Request request = new Request(
                    newId(),
                    what,
                    subject,
                    why,
                    by.person(),
                    now,
                    rule,
                    now.plus(OPEN_FOR),
                    List.of(),
                    Optional.empty());
            register.append(RecordKind.APPROVAL, ApprovalBook.requested(request, by.origin()));
            return known(request.id());
        });
    }

    /** One person's yes; refused for who may not give it. */
    public Request approve(String id, Actor by) {
        return register.exclusively(() -> {
            Request request = open(id);
            if (request.maker().equals(by.person()) && !request.rule().makerMayApprove()) {
                throw new RefusedException(Reason.SAME_PERSON, request.maker());
            }
            if (request.approvals().stream().anyMatch(one -> one.person().equals(by.person()))) {
                throw new RefusedException(Reason.ALREADY_ANSWERED, by.person());
            }
            register.append(RecordKind.APPROVAL, ApprovalBook.approved(request, by, clock.instant()));
            return known(id);
        });
    }

    /** Takes a request back, which only its maker can, and only while it has not been granted. */
    public Request withdraw(String id, Actor by) {
        return register.exclusively(() -> {
            Request request = open(id);
            if (!request.maker().equals(by.person())) {
                throw new RefusedException(Reason.NOT_THE_MAKER, request.maker());
            }
            register.append(RecordKind.APPROVAL, ApprovalBook.withdrawn(request, by, clock.instant()));
            return known(id);
        });
    }

    private Request open(String id) {
        Request request = known(id);
        Request.State state = request.state(clock.instant());
        if (state != Request.State.OPEN) {
            throw new RefusedException(Reason.NOT_OPEN, request.id(), state.word());
        }
        return request;
    }

    private Request known(String id) {
        String upper = id.strip().toUpperCase(Locale.ROOT);
        return book.find(upper).orElseThrow(() -> new RefusedException(Reason.UNKNOWN, "request", id));
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
