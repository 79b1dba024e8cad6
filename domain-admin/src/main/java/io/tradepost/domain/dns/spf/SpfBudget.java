package io.tradepost.domain.dns.spf;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.text.Phrase;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** What one evaluation may still ask (RFC 7208 section 4.6.4): terms, empty answers, time. Used by one thread. */
final class SpfBudget {
    private final DnsLookup dns;
    private final long deadlineNanos;
    private int lookups;
    private int voids;

    SpfBudget(DnsLookup dns, Duration longest) {
        this.dns = dns;
        this.deadlineNanos = System.nanoTime() + longest.toNanos();
    }

    int lookups() {
        return lookups;
    }

    int voids() {
        return voids;
    }

    /** Asks and waits; silence is an answer. */
    DnsAnswer ask(Name name, int type) throws SpfStop {
        long left = deadlineNanos - System.nanoTime();
        try {
            return dns.ask(name, type).get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new SpfStop(SpfResult.TEMPERROR, Phrase.of("spf.step.deadline"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SpfStop(SpfResult.TEMPERROR, Phrase.of("spf.step.deadline"));
        } catch (ExecutionException failure) {
            throw new SpfStop(
                    SpfResult.TEMPERROR, Phrase.of("spf.step.unknown", name, Type.string(type), failure.toString()));
        }
    }

    /** Asks and waits; silence ends the evaluation. */
    DnsAnswer askFor(Name name, int type, GrowingStep step) throws SpfStop {
        DnsAnswer answer = ask(name, type);
        if (answer instanceof DnsAnswer.Unknown unknown) {
            throw SpfStop.at(
                    step, SpfResult.TEMPERROR, Phrase.of("spf.step.silent", unknown.reason(), unknown.server()));
        }
        return answer;
    }

    /** Counts a term that asks the DNS. */
    void countLookup() throws SpfStop {
        lookups++;
        if (lookups > SpfLimits.LOOKUPS) {
            throw new SpfStop(SpfResult.PERMERROR, Phrase.of("spf.step.lookup-limit", SpfLimits.LOOKUPS));
        }
    }

    /** Counts the answer if it is empty. */
    void countVoid(DnsAnswer answer, GrowingStep step) throws SpfStop {
        if (!(answer instanceof DnsAnswer.Absent)) {
            return;
        }
        voids++;
        if (voids > SpfLimits.VOIDS) {
            throw SpfStop.at(step, SpfResult.PERMERROR, Phrase.of("spf.step.void-limit", SpfLimits.VOIDS));
        }
    }
}
