package io.tradepost.mailbox.event;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.events.Event;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusName;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.EventListener;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.events.Group;
import org.apache.james.events.GroupAlreadyRegistered;
import org.apache.james.events.GroupRegistrationNotFound;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.EventDelivery;
import org.apache.james.events.delivery.EventDelivery.DeliveryOption;
import org.apache.james.events.delivery.EventDelivery.PermanentFailureHandler.StoreToDeadLetters;
import org.apache.james.events.delivery.EventDelivery.Retryer;
import org.apache.james.events.delivery.EventDelivery.Retryer.BackoffRetryer;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Spreads news of mailboxes within this process. Three things are otherwise than with James's own {@code InVMEventBus}:
 *
 * <ul>
 *   <li>Clients may come and go while news are spread. There, one that selected a mailbox at the wrong moment made the
 *       delivery of a mail fail that was already in the mailbox, so that it came twice.
 *   <li>A listener that fails, fails alone; the others of the same mailbox still hear of it.
 *   <li>Whoever tells waits for each listener's first attempt, and no longer than {@link #PATIENCE}; further attempts go on
 *       by themselves. There, one listener that always fails holds up each mail for all its attempts.
 * </ul>
 */
public final class MailboxEventBus implements EventBus {
    /** How long the news waits for one listener before it goes on without it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(MailboxEventBus.class);
    private static final EventBusName NAME = new EventBusName("MailboxEventBus");

    private final Map<RegistrationKey, Set<ReactiveEventListener>> byKey = new ConcurrentHashMap<>();
    private final Map<Group, ReactiveEventListener> byGroup = new ConcurrentHashMap<>();
    private final EventDelivery delivery;
    private final RetryBackoffConfiguration backoff;
    private final EventDeadLetters deadLetters;

    /**
     * A bus that nobody listens to yet.
     *
     * @param backoff     how often, and after which time, a group that failed is tried again
     * @param deadLetters what groups failed to handle for good
     */
    @Inject
    public MailboxEventBus(EventDelivery delivery, RetryBackoffConfiguration backoff, EventDeadLetters deadLetters) {
        this.delivery = delivery;
        this.backoff = backoff;
        this.deadLetters = deadLetters;
    }

    @Override
    public Publisher<Registration> register(ReactiveEventListener listener, RegistrationKey key) {
        return Mono.fromCallable(() -> {
            byKey.compute(key, (same, known) -> {
                Set<ReactiveEventListener> listeners = known == null ? ConcurrentHashMap.newKeySet() : known;
                listeners.add(listener);
                return listeners;
            });
            return () -> Mono.fromRunnable(() -> forget(listener, key));
        });
    }

    private void forget(ReactiveEventListener listener, RegistrationKey key) {
        byKey.computeIfPresent(key, (same, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }

    @Override
    public Registration register(ReactiveEventListener listener, Group group) throws GroupAlreadyRegistered {
        if (byGroup.putIfAbsent(group, listener) != null) {
            throw new GroupAlreadyRegistered(group);
        }
        return () -> Mono.fromRunnable(() -> byGroup.remove(group, listener));
    }

    /** Tells everybody who is to know. Never fails, and ends at the latest a few times {@link #PATIENCE} later. */
    @Override
    public Mono<Void> dispatch(Event event, Set<RegistrationKey> keys) {
        if (event.isNoop()) {
            return Mono.empty();
        }
        return Mono.defer(() -> Flux.concat(groupDeliveries(event), keyDeliveries(event, keys))
                        .flatMap(told -> told, EXECUTION_RATE)
                        .then())
                .onErrorResume(failure -> {
                    LOG.error("the news of {} was not spread", event.getEventId(), failure);
                    return Mono.empty();
                });
    }

    private Flux<Mono<Void>> keyDeliveries(Event event, Set<RegistrationKey> keys) {
        Set<ReactiveEventListener> listeners = keys.stream()
                .flatMap(key -> byKey.getOrDefault(key, Set.of()).stream())
                .collect(Collectors.toSet());
        return Flux.fromIterable(listeners)
                .map(listener -> awaited(listener, () -> delivery.deliver(listener, event, DeliveryOption.none())));
    }

    private Flux<Mono<Void>> groupDeliveries(Event event) {
        return Flux.fromIterable(byGroup.entrySet()).map(group -> {
            Retryer later = (attempt, same) -> attempt.onErrorResume(failure -> {
                tryLater(group.getValue(), group.getKey(), event, attempt, failure);
                return Mono.empty();
            });
            DeliveryOption option = DeliveryOption.of(later, StoreToDeadLetters.of(group.getKey(), deadLetters));
            return awaited(group.getValue(), () -> delivery.deliver(group.getValue(), event, option));
        });
    }

    /** Further attempts; the first of them, which a retryer makes at once, was the one that failed. */
    private void tryLater(
            ReactiveEventListener listener, Group group, Event event, Mono<Void> attempt, Throwable failure) {
        AtomicBoolean failedOnce = new AtomicBoolean();
        Mono<Void> further = Mono.defer(() -> failedOnce.getAndSet(true) ? attempt : Mono.error(failure));
        BackoffRetryer.of(backoff, listener)
                .doRetry(further, event)
                .onErrorResume(last -> StoreToDeadLetters.of(group, deadLetters).handle(event))
                .subscribe(
                        nothing -> {},
                        lost -> LOG.error("{} did not get {}", listener.getClass(), event.getEventId(), lost));
    }

    /** Begun at once, and waited for if the listener wants it so; never fails, and is not stopped when nobody waits. */
    private static Mono<Void> awaited(ReactiveEventListener listener, Supplier<Mono<Void>> delivery) {
        // What went wrong is in the log by now.
        Mono<Void> running = Mono.defer(delivery).onErrorComplete().cache();
        running.subscribe();
        if (listener.getExecutionMode() == EventListener.ExecutionMode.ASYNCHRONOUS) {
            return Mono.empty();
        }
        return running.timeout(
                PATIENCE, Mono.fromRunnable(() -> LOG.warn("{} takes longer than {}", listener.getClass(), PATIENCE)));
    }

    @Override
    public Mono<Void> reDeliver(Group group, Event event) {
        if (event.isNoop()) {
            return Mono.empty();
        }
        ReactiveEventListener listener = byGroup.get(group);
        if (listener == null) {
            throw new GroupRegistrationNotFound(group);
        }
        return delivery.deliver(
                listener,
                event,
                DeliveryOption.of(BackoffRetryer.of(backoff, listener), StoreToDeadLetters.of(group, deadLetters)));
    }

    @Override
    public EventBusName eventBusName() {
        return NAME;
    }

    @Override
    public Collection<Group> listRegisteredGroups() {
        return Set.copyOf(byGroup.keySet());
    }
}
