package io.tradepost.server.james.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TellingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Telling telling = new Telling();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger tellings = new AtomicInteger();
    private final Sinks.One<Void> firstEnds = Sinks.one();

    private void idle() {
        telling.idle(new ReactiveEventListener() {
            @Override
            public Publisher<Void> reactiveEvent(Event event) {
                int number = tellings.incrementAndGet();
                said.add("begin " + number);
                return (number == 1 ? firstEnds.asMono() : Mono.<Void>empty())
                        .doOnSuccess(nothing -> said.add("end " + number));
            }
        });
    }

    private void await(int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(said).hasSize(count));
    }

    @Test
    void tellsOneThingAfterTheOtherAndTheLastWordLast() {
        idle();
        telling.news(new News());
        await(1);
        telling.news(new News());
        telling.news(new News());
        telling.say(Mono.fromRunnable(() -> said.add("last word")));
        telling.quiet().subscribe(nothing -> {}, failure -> {}, () -> said.add("next command"));
        assertThat(said).containsExactly("begin 1");

        firstEnds.tryEmitEmpty().orThrow();
        await(6);

        // Two news that wait are one: whoever tells tells everything.
        assertThat(said).containsExactly("begin 1", "end 1", "begin 2", "end 2", "last word", "next command");
    }

    @Test
    void whatComesNextWaitsUntilTheEndBeforeItIsHeardOf() {
        Sinks.One<Void> sent = Sinks.one();
        telling.said(Mono.fromRunnable(() -> said.add("first")), sent.asMono()).block(PATIENCE);
        telling.say(Mono.fromRunnable(() -> said.add("second")));
        assertThat(said).containsExactly("first");
        sent.tryEmitEmpty().orThrow();
        await(2);
        assertThat(said).containsExactly("first", "second");
    }

    @Test
    void whoeverIdlesNoMoreIsToldNothing() {
        idle();
        telling.awake();
        telling.news(new News());
        telling.quiet().block(PATIENCE);
        assertThat(said).isEmpty();
    }

    @Test
    void aTellingThatFailsHoldsUpNothing() {
        telling.say(Mono.error(new IllegalStateException("no connection")));
        telling.said(Mono.fromRunnable(() -> said.add("after it")), Mono.empty())
                .block(PATIENCE);
        assertThat(said).containsExactly("after it");
    }

    /** What is new does not matter here. */
    private record News() implements Event {
        @Override
        public Username getUsername() {
            return Username.of("wang@firm.example");
        }

        @Override
        public boolean isNoop() {
            return false;
        }

        @Override
        public EventId getEventId() {
            return EventId.random();
        }
    }
}
