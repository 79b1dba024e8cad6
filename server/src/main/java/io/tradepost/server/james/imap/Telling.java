package io.tradepost.server.james.imap;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What is said to a client while it idles, one thing after the other: what was new when it began, what comes then, and the end.
 * Two threads that tell at once would mix up the numbers of messages.
 *
 * <p>Everything is said by threads that are not the connection's event loop. What they write waits in the loop's line, and the
 * loop itself would write past that line.
 */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final Queue<Mono<Void>> waiting = new ArrayDeque<>();
    private Optional<ReactiveEventListener> listener = Optional.empty();
    private boolean newsWait;
    private boolean busy;

    /** From now on news are told to this one. */
    synchronized void idle(ReactiveEventListener idling) {
        listener = Optional.of(idling);
    }

    /** The client idles no more; what is being told is told to its end. */
    synchronized void awake() {
        listener = Optional.empty();
    }

    /** There is something new, which the client hears as soon as may be, if it idles. Returns at once. */
    void news(Event event) {
        synchronized (this) {
            // Whoever tells tells everything.
            if (listener.isEmpty() || newsWait) {
                return;
            }
            newsWait = true;
        }
        say(Mono.defer(() -> tell(event)));
    }

    private Mono<Void> tell(Event event) {
        Optional<ReactiveEventListener> idling;
        synchronized (this) {
            newsWait = false;
            idling = listener;
        }
        return idling.map(one -> Mono.from(one.reactiveEvent(event))).orElseGet(Mono::empty);
    }

    /** Does this when all before it is done. */
    void say(Mono<Void> what) {
        synchronized (this) {
            waiting.add(what);
            if (busy) {
                return;
            }
            busy = true;
        }
        next();
    }

    private void next() {
        Optional<Mono<Void>> what;
        synchronized (this) {
            what = Optional.ofNullable(waiting.poll());
            busy = what.isPresent();
        }
        what.ifPresent(one -> one.subscribeOn(Schedulers.boundedElastic())
                .doFinally(end -> next())
                .subscribe(
                        nothing -> {}, failure -> LOG.warn("a client that idles was not told what is new", failure)));
    }

    /**
     * The same for whoever waits for its end, or its failure.
     *
     * @param before what comes next waits for this, too, which begins when whoever waits has heard
     */
    Mono<Void> said(Mono<Void> what, Mono<Void> before) {
        return Mono.create(waits -> say(what.doOnSuccess(nothing -> waits.success())
                .onErrorResume(failure -> Mono.fromRunnable(() -> waits.error(failure)))
                .then(before)
                .contextWrite(waits.contextView())));
    }

    /** Ends when nothing is being said: at once, as a rule. */
    Mono<Void> quiet() {
        return Mono.defer(() -> {
            synchronized (this) {
                if (!busy) {
                    return Mono.empty();
                }
            }
            return said(Mono.empty(), Mono.empty());
        });
    }
}
