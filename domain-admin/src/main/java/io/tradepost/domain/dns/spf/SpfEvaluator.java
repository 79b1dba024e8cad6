package io.tradepost.domain.dns.spf;

import io.tradepost.domain.dns.lookup.DnsLookup;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The function {@code check_host()} of RFC 7208 section 4. Each evaluation is straight-line code on a virtual thread of its
 * own that waits for one answer after another; a {@link io.tradepost.domain.dns.lookup.SharedLookup} that a
 * {@link SpfSurvey} has filled makes those waits none.
 */
public final class SpfEvaluator {
    /** Section 4.6.4: at least 20 seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Executor EACH_ITS_THREAD = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("spf-", 0).factory());

    private final DnsLookup dns;
    private final String receiver;
    private final Clock clock;

    /** @param receiver name of the host that evaluates, for the macro {@code r} */
    public SpfEvaluator(DnsLookup dns, String receiver, Clock clock) {
        this.dns = dns;
        this.receiver = receiver;
        this.clock = clock;
    }

    /** Decides one message. The future does not fail: what can't be known is temperror. */
    public CompletableFuture<SpfVerdict> evaluate(SpfQuestion question) {
        return CompletableFuture.supplyAsync(
                () -> new SpfEvaluation(question, dns, receiver, clock, LONGEST).run(), EACH_ITS_THREAD);
    }
}
