package io.tradepost.mailbox.event;

import static org.apache.james.events.EventBusTestFixture.EVENT;
import static org.apache.james.events.EventBusTestFixture.GROUP_A;
import static org.apache.james.events.EventBusTestFixture.KEY_1;
import static org.apache.james.events.EventBusTestFixture.NO_KEYS;
import static org.apache.james.events.EventBusTestFixture.RETRY_BACKOFF_CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusConcurrentTestContract;
import org.apache.james.events.EventBusContract;
import org.apache.james.events.EventListener;
import org.apache.james.events.GroupContract;
import org.apache.james.events.KeyContract;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.Registration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** James's own tests of a bus, and what ours promises beyond them. */
class MailboxEventBusTest
        implements KeyContract.SingleEventBusKeyContract,
                GroupContract.SingleEventBusGroupContract,
                EventBusConcurrentTestContract.SingleEventBusConcurrentContract {
    private final MemoryEventDeadLetters deadLetters = new MemoryEventDeadLetters();
    private final MailboxEventBus bus = new MailboxEventBus(
            new InVmEventDelivery(new RecordingMetricFactory()), RETRY_BACKOFF_CONFIGURATION, deadLetters);

    @Override
    public EnvironmentSpeedProfile getSpeedProfile() {
        return EventBusContract.EnvironmentSpeedProfile.FAST;
    }

    @Override
    public EventBus eventBus() {
        return bus;
    }

    @Test
    void clientsMayComeAndGoWhileNewsAreSpread() {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger heard = new AtomicInteger();
        join((EventListener) event -> heard.incrementAndGet());
        CompletableFuture<Void> comingAndGoing = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                Registration first = join((EventListener) event -> {});
                Registration second = join((EventListener) event -> {});
                Mono.from(first.unregister()).block();
                Mono.from(second.unregister()).block();
            }
        });

        for (int n = 0; n < 5_000; n++) {
            bus.dispatch(EVENT, Set.of(KEY_1)).block();
        }
        over.set(true);

        assertThat(comingAndGoing).succeedsWithin(java.time.Duration.ofSeconds(60));
        assertThat(heard).hasValue(5_000);
    }

    private Registration join(EventListener listener) {
        return Mono.from(bus.register(listener, KEY_1)).blockOptional().orElseThrow();
    }

    @Test
    void whoFailsFailsAlone() {
        AtomicInteger heard = new AtomicInteger();
        for (int n = 0; n < 5; n++) {
            join((EventListener) event -> heard.incrementAndGet());
            join((EventListener) event -> {
                throw new IllegalStateException("a client's connection broke");
            });
            join(new EventListener() {
                @Override
                public boolean isHandling(org.apache.james.events.Event event) {
                    throw new IllegalStateException("it does not even know whether it wants it");
                }

                @Override
                public void event(org.apache.james.events.Event event) {}
            });
        }

        bus.dispatch(EVENT, Set.of(KEY_1)).block();

        assertThat(heard).hasValue(5);
    }

    @Test
    void aGroupThatFailsIsTriedAgainAfterTheNewsHaveGoneOn() {
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean goneOn = new AtomicBoolean();
        AtomicBoolean againBeforeThat = new AtomicBoolean();
        bus.register(
                (EventListener) event -> {
                    if (tries.incrementAndGet() > 1 && !goneOn.get()) {
                        againBeforeThat.set(true);
                    }
                    throw new IllegalStateException("never right");
                },
                GROUP_A);

        bus.dispatch(EVENT, NO_KEYS).doFinally(signal -> goneOn.set(true)).block();

        int all = RETRY_BACKOFF_CONFIGURATION.getMaxRetries() + 1;
        await().untilAsserted(() ->
                assertThat(deadLetters.failedIds(GROUP_A).collectList().block()).hasSize(1));
        assertThat(tries).hasValue(all);
        assertThat(againBeforeThat).isFalse();
    }

    @Test
    void aListenerThatHangsHoldsTheNewsUpForNoLongerThanItsPatience() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        bus.register((EventListener) event -> end.await(), GROUP_A);
        join((EventListener) event -> heard.incrementAndGet());

        bus.dispatch(EVENT, Set.of(KEY_1)).block();

        assertThat(heard).hasValue(1);
        end.countDown();
    }

    @Test
    void nobodyIsRememberedWhoHasGone() {
        AtomicInteger heard = new AtomicInteger();
        Registration gone = join((EventListener) event -> heard.incrementAndGet());
        Mono.from(gone.unregister()).block();
        Mono.from(gone.unregister()).block();

        bus.dispatch(EVENT, Set.of(KEY_1)).block();

        assertThat(heard).hasValue(0);
    }
}
