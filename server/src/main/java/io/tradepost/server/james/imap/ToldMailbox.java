package io.tradepost.server.james.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.mail.Flags;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.events.Registration;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.NullableMessageSequenceNumber;
import org.apache.james.mailbox.events.MailboxEvents.Added;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A session's selected mailbox as its client knows it. James's own numbers messages as news of them come, which is neither
 * when the client is told nor in the order of UIDs; forgets news that come while it tells; and tells an idling client of two
 * things at once. Then a number means one message here and another there, and the client flags or deletes the wrong one.
 *
 * <p>James's is asked for what the mailbox had in the beginning, and keeps what is recent; it hears no news.
 */
final class ToldMailbox implements SelectedMailbox, ReactiveEventListener {
    private final SelectedMailbox first;
    private final MailboxSession session;
    private final Telling telling = new Telling();
    private final Object lock = new Object();
    private final ToldFlags flags = new ToldFlags();
    private final List<Event> early = new ArrayList<>();
    private Optional<ToldNumbers> begun = Optional.empty();
    private Optional<Registration> registration = Optional.empty();
    private volatile boolean deleted;

    /**
     * For a session that has just selected a mailbox.
     *
     * @param first James's own, which reads the mailbox after we listen, and before it is asked for a number
     */
    ToldMailbox(SelectedMailbox first, MailboxSession session) {
        this.first = first;
        this.session = session;
    }

    void registered(Registration listening) {
        synchronized (lock) {
            registration = Optional.of(listening);
        }
    }

    Telling telling() {
        return telling;
    }

    private ToldNumbers numbers() {
        synchronized (lock) {
            if (begun.isEmpty()) {
                long[] uids = IntStream.rangeClosed(1, (int) first.existsCount())
                        .mapToLong(number -> first.uid(number).orElseThrow().asLong())
                        .toArray();
                begun = Optional.of(new ToldNumbers(uids));
                flags.begin(first.getApplicableFlags());
                early.forEach(event -> Mono.from(reactiveEvent(event)).subscribe());
                early.clear();
            }
            return begun.get();
        }
    }

    /** Whether this event has to wait, because the mailbox is still being read for the first time. */
    private boolean early(Event event) {
        synchronized (lock) {
            if (begun.isEmpty()) {
                early.add(event);
            }
            return begun.isEmpty();
        }
    }

    @Override
    public Publisher<Void> reactiveEvent(Event event) {
        return Mono.defer(() -> early(event) ? Mono.empty() : heard(event));
    }

    private Mono<Void> heard(Event event) {
        if (event instanceof MailboxDeletion deletion) {
            deleted |= !deletion.getSessionId().equals(session.getSessionId());
            return Mono.empty();
        }
        Mono<Void> noted = Mono.empty();
        if (event instanceof Added added) {
            noted = arrived(added);
        } else if (event instanceof Expunged expunged) {
            noted = Mono.fromRunnable(() -> numbers().gone(longs(expunged.getUids())));
        } else if (event instanceof FlagsUpdated updated) {
            noted = Mono.fromRunnable(() -> flagsUpdated(updated));
        }
        return noted.doOnSuccess(nothing -> telling.news(event));
    }

    private Mono<Void> arrived(Added added) {
        return Mono.defer(() -> {
            ToldNumbers numbers = numbers();
            OptionalLong above = numbers.arrived(longs(added.getUids()));
            if (above.isEmpty()) {
                return Mono.empty();
            }
            MessageRange missing = MessageRange.from(MessageUid.of(above.getAsLong() + 1));
            return Flux.from(first.getMessageManager().listMessagesMetadata(missing, session))
                    .map(message -> message.getComposedMessageId().getUid().asLong())
                    .collectList()
                    .doOnNext(numbers::found)
                    .then();
        });
    }

    private void flagsUpdated(FlagsUpdated updated) {
        boolean ours = updated.getSessionId().equals(session.getSessionId());
        flags.changed(updated.getUpdatedFlags(), ours).forEach(first::addRecent);
    }

    private static List<Long> longs(Collection<MessageUid> uids) {
        return uids.stream().map(MessageUid::asLong).toList();
    }

    /** Asked when EXISTS is about to be said: from then on the new messages have numbers. */
    @Override
    public boolean isSizeChanged() {
        List<Long> fresh = numbers().tellArrived();
        fresh.forEach(uid -> first.addRecent(MessageUid.of(uid)));
        return !fresh.isEmpty();
    }

    @Override
    public Collection<MessageUid> expungedUids() {
        return numbers().gone().stream().map(MessageUid::of).toList();
    }

    /** Asked when EXPUNGE is about to be said: the messages behind move up. */
    @Override
    public NullableMessageSequenceNumber remove(MessageUid uid) {
        first.removeRecent(uid);
        return number(numbers().tellGone(uid.asLong()));
    }

    /** Each is forgotten as it is told; those that came meanwhile are not. */
    @Override
    public void resetExpungedUids() {}

    @Override
    public Collection<MessageUid> flagUpdateUids() {
        return flags.beingTold();
    }

    /** Ends a telling; what changed meanwhile is told the next time. */
    @Override
    public void resetEvents() {
        flags.told();
    }

    @Override
    public NullableMessageSequenceNumber msn(MessageUid uid) {
        return number(numbers().number(uid.asLong()));
    }

    private static NullableMessageSequenceNumber number(OptionalInt number) {
        return number.isPresent()
                ? NullableMessageSequenceNumber.of(number.getAsInt())
                : NullableMessageSequenceNumber.noMessage();
    }

    @Override
    public Optional<MessageUid> uid(int number) {
        return uid(numbers().uid(number));
    }

    private static Optional<MessageUid> uid(OptionalLong uid) {
        return uid.isPresent() ? Optional.of(MessageUid.of(uid.getAsLong())) : Optional.empty();
    }

    @Override
    public long existsCount() {
        return numbers().count();
    }

    @Override
    public Optional<MessageUid> getFirstUid() {
        return existsCount() == 0 ? Optional.empty() : uid(1);
    }

    @Override
    public Optional<MessageUid> getLastUid() {
        return uid(numbers().last());
    }

    @Override
    public void registerIdle(ReactiveEventListener idle) {
        telling.idle(idle);
    }

    @Override
    public void unregisterIdle() {
        telling.awake();
    }

    @Override
    public Flags getApplicableFlags() {
        numbers();
        return flags.applicable();
    }

    @Override
    public boolean hasNewApplicableFlags() {
        return flags.hasNewKeyword();
    }

    @Override
    public void resetNewApplicableFlags() {
        flags.keywordsTold();
    }

    @Override
    public boolean isDeletedByOtherSession() {
        return deleted;
    }

    @Override
    public Mono<Void> deselect() {
        telling.awake();
        Mono<Void> unregistered = Mono.defer(() -> {
            synchronized (lock) {
                return registration.map(one -> Mono.from(one.unregister())).orElseGet(Mono::empty);
            }
        });
        return unregistered.then(first.deselect());
    }

    @Override
    public boolean addRecent(MessageUid uid) {
        return first.addRecent(uid);
    }

    @Override
    public boolean removeRecent(MessageUid uid) {
        return first.removeRecent(uid);
    }

    @Override
    public Collection<MessageUid> getRecent() {
        return first.getRecent();
    }

    @Override
    public int recentCount() {
        return first.recentCount();
    }

    @Override
    public boolean isRecent(MessageUid uid) {
        return first.isRecent(uid);
    }

    @Override
    public boolean isRecentUidRemoved() {
        return first.isRecentUidRemoved();
    }

    @Override
    public void resetRecentUidRemoved() {
        first.resetRecentUidRemoved();
    }

    @Override
    public Mono<MailboxPath> getPathReactive() {
        return first.getPathReactive();
    }

    @Override
    public MailboxId getMailboxId() {
        return first.getMailboxId();
    }

    @Override
    public MessageManager getMessageManager() {
        return first.getMessageManager();
    }
}
