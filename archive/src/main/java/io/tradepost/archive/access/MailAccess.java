package io.tradepost.archive.access;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import io.tradepost.archive.law.Recorder;
import io.tradepost.archive.payload.StoredDelivery;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may see what: reading takes a purpose where the policy says so, and private mail takes a second officer's approval,
 * which holds for the two of them and for a while. Until then a search shows that there is such a message, when, and between
 * whom, and nothing that it says.
 */
public final class MailAccess {
    /** What a request to read a private message is called. */
    public static final String PRIVATE = "private-mail";

    /** What stands for words that are not shown. */
    public static final String HIDDEN = "\u2588\u2588\u2588";

    /** Whose reading takes a purpose; the trade platform shows customers' mail to those who work on it. */
    private static final Set<String> ASKED_WHY = Set.of("officer", "operator");

    private final LawRegister register;
    private final Approvals approvals;
    private final MarkBook marks;
    private final Function<MessageId, Optional<StoredDelivery>> deliveries;
    private final Recorder recorder;
    private final Clock clock;
    private volatile AccessPolicy policy = AccessPolicy.usual();

    /**
     * Under the usual policy, until {@link #apply}.
     *
     * @param deliveries gives a message, for nobody's eyes
     */
    public MailAccess(
            LawRegister register,
            Approvals approvals,
            MarkBook marks,
            Function<MessageId, Optional<StoredDelivery>> deliveries,
            Recorder recorder,
            Clock clock) {
        this.register = register;
        this.approvals = approvals;
        this.marks = marks;
        this.deliveries = deliveries;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** The policy. */
    public AccessPolicy policy() {
        return policy;
    }

    /** From now on this policy holds. */
    public void apply(AccessPolicy other) {
        policy = other;
    }

    /** Refuses who reads without saying what for, where that is asked; the refusal is recorded. */
    public void admit(Reader reader, String action, String target) {
        if (!policy.purposeRequired() || !ASKED_WHY.contains(reader.role())) {
            return;
        }
        String word = reader.purpose().split("[:：]", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (policy.purposes().stream()
                .noneMatch(one -> one.toLowerCase(Locale.ROOT).equals(word))) {
            recorder.orRefused(reader, action, target, () -> {
                throw new RefusedException(Reason.PURPOSE, String.join(", ", policy.purposes()));
            });
        }
    }

    /** Refuses who may not see a private message; the refusal is recorded. */
    public void admit(MessageId id, Reader reader, String action) {
        if (!mayRead(id, reader)) {
            recorder.orRefused(reader, action, id.value(), () -> {
                throw new RefusedException(Reason.PRIVATE, id);
            });
        }
    }

    /** The messages, those that this reader may not see without their words. */
    public List<ArchivedMessage> masked(List<ArchivedMessage> messages, Reader reader) {
        return messages.stream()
                .map(message -> mayRead(message.id(), reader) ? message : masked(message))
                .toList();
    }

    /**
     * Whether a message from within says that it is private, or one of its people has said so. What a stranger writes into a
     * header counts for nothing: whoever sends the company mail could otherwise keep it from being read.
     */
    public boolean isPrivate(MessageId id) {
        if (register.exclusively(() -> marks.marked(id))) {
            return true;
        }
        try {
            return deliveries
                    .apply(id)
                    .map(StoredDelivery::delivery)
                    .filter(one -> one.direction() != Direction.INBOUND)
                    .map(one -> PrivateMark.in(one.content()))
                    .orElse(false);
        } catch (ArchiveException e) {
            if (e.isDisposed()) {
                // It ends at this moment; what little is still known of it is nobody's to see.
                return true;
            }
            throw e;
        }
    }

    /** Whether a message may leave in an export: it is not private, or two officers have agreed on it and that holds. */
    public boolean mayLeave(MessageId id) {
        return !isPrivate(id) || approvals.granted(PRIVATE, id.value()).isPresent();
    }

    /** Asks a second officer to let one read a private message. */
    public Request ask(MessageId id, String reason, Actor by) {
        return recorder.orRefused(by.reader(), "private-ask", id.value(), () -> {
            if (deliveries.apply(id).isEmpty()) {
                throw new RefusedException(Reason.UNKNOWN, "message", id);
            }
            Request.Rule rule = new Request.Rule(1, false, policy.privateFor());
            return approvals.ask(PRIVATE, id.value(), reason, rule, by);
        });
    }

    /** The second officer's yes. */
    public Request approve(String request, Actor by) {
        return recorder.orRefused(by.reader(), "private-approve", request, () -> {
            if (!approvals.request(request).what().equals(PRIVATE)) {
                throw new RefusedException(Reason.UNKNOWN, "request", request);
            }
            return approvals.approve(request, by);
        });
    }

    /** Marks a message as private, which only somebody can whose mail it is. To others it does not exist here. */
    public void mark(MessageId id, String reason, Actor by) {
        recorder.orRefused(by.reader(), "private-mark", id.value(), () -> {
            String why = Names.needed("reason", reason);
            if (deliveries
                    .apply(id)
                    .filter(one -> theirs(one.delivery(), by.person()))
                    .isEmpty()) {
                throw new RefusedException(Reason.UNKNOWN, "message", id);
            }
            return register.exclusively(
                    () -> register.append(RecordKind.APPROVAL, MarkBook.marked(id, why, clock.instant(), by)));
        });
    }

    private static boolean theirs(Delivery delivery, Person person) {
        return Stream.of(
                        delivery.accounts(),
                        delivery.envelope().to(),
                        List.of(delivery.envelope().from()))
                .flatMap(List::stream)
                .anyMatch(address -> address.equalsIgnoreCase(person.account()));
    }

    private boolean mayRead(MessageId id, Reader reader) {
        return !isPrivate(id)
                || approvals
                        .granted(PRIVATE, id.value())
                        .filter(request -> concerns(request, reader.who()))
                        .isPresent();
    }

    private static boolean concerns(Request request, String who) {
        return request.maker().account().equals(who)
                || request.approvals().stream()
                        .anyMatch(one -> one.person().account().equals(who));
    }

    private static ArchivedMessage masked(ArchivedMessage message) {
        return new ArchivedMessage(
                message.id(),
                message.receivedAt(),
                message.direction(),
                new Envelope(message.envelope().from(), message.envelope().to()),
                message.from(),
                message.to(),
                message.cc(),
                HIDDEN,
                message.messageId(),
                message.size(),
                message.sha256(),
                message.account(),
                List.of(),
                List.of(),
                HIDDEN,
                message.session(),
                List.of());
    }
}
