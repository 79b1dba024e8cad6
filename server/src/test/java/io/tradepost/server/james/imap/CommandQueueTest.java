package io.tradepost.server.james.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CommandQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final CommandQueue queue = new CommandQueue(loop, () -> {});
    private final List<String> written = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        assertThat(loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)).succeedsWithin(PATIENCE);
    }

    /** As Netty does it: at once on the connection's own thread, else in line. */
    private void write(String piece) {
        if (loop.inEventLoop()) {
            written.add(piece);
        } else {
            loop.execute(() -> written.add(piece));
        }
    }

    @Test
    void theEndOfAnAnswerNeverStandsBeforeItsBeginning() throws Exception {
        Sinks.One<Void> first = Sinks.one();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        queue.execute(first.asMono()).subscribe();
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch carriedOut = new CountDownLatch(1);
        loop.execute(() -> {
            Mono<Void> second = queue.execute(Mono.fromRunnable(() -> write("* 1 FETCH (BODY[] {5}")));
            queued.countDown();
            await(carriedOut);
            second.doFinally(end -> write("a2 OK")).subscribe(nothing -> {}, answered::completeExceptionally, () -> {
                answered.complete(null);
            });
        });
        await(queued);

        first.tryEmitEmpty().orThrow();
        carriedOut.countDown();

        assertThat(answered).succeedsWithin(PATIENCE);
        assertThat(loop.submit(() -> {})).succeedsWithin(PATIENCE);
        assertThat(written).containsExactly("* 1 FETCH (BODY[] {5}", "a2 OK");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void commandsAreCarriedOutInTheOrderInWhichTheyCame() {
        Sinks.One<Void> first = Sinks.one();
        CompletableFuture<Void> last = new CompletableFuture<>();
        queue.execute(first.asMono()).subscribe();
        for (int n = 0; n < 100; n++) {
            String name = "command " + n;
            queue.execute(Mono.fromRunnable(() -> written.add(name))).subscribe();
        }
        queue.execute(Mono.empty()).subscribe(nothing -> {}, last::completeExceptionally, () -> last.complete(null));
        assertThat(written).isEmpty();

        first.tryEmitEmpty().orThrow();

        assertThat(last).succeedsWithin(PATIENCE);
        assertThat(written).hasSize(100).startsWith("command 0", "command 1").endsWith("command 98", "command 99");
    }

    @Test
    void oneThatFailsInTheQueueSaysSoAndTheNextHasItsTurn() {
        Sinks.One<Void> first = Sinks.one();
        CompletableFuture<Void> failing = new CompletableFuture<>();
        CompletableFuture<Void> next = new CompletableFuture<>();
        queue.execute(first.asMono()).subscribe();
        Publisher<Void> broken = Mono.error(new IllegalStateException("the store is away"));
        queue.execute(broken).subscribe(nothing -> {}, failing::completeExceptionally, () -> failing.complete(null));
        queue.execute(Mono.empty()).subscribe(nothing -> {}, next::completeExceptionally, () -> next.complete(null));

        first.tryEmitError(new IllegalStateException("this one fails, too"));

        assertThat(failing)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingRootCause()
                .withMessage("the store is away");
        assertThat(next).succeedsWithin(PATIENCE);
    }
}
