package io.tradepost.domain.dns.lookup;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Name;

/**
 * Asks each question once and gives everybody the same answer. Meant to live as long as one check of one domain: it forgets
 * nothing, so that all findings of a report speak of the same moment.
 */
public final class SharedLookup implements DnsLookup {
    private record Question(Name name, int type) {}

    private final DnsLookup behind;
    private final Map<Question, CompletableFuture<DnsAnswer>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    public SharedLookup(DnsLookup behind) {
        this.behind = behind;
    }

    @Override
    public CompletableFuture<DnsAnswer> ask(Name name, int type) {
        // The question goes out after its place is taken and outside the map's lock: an answer may ask on.
        CompletableFuture<DnsAnswer> place = new CompletableFuture<>();
        CompletableFuture<DnsAnswer> first = answers.putIfAbsent(new Question(name, type), place);
        if (first != null) {
            return first.copy();
        }
        asked.incrementAndGet();
        var unused = behind.ask(name, type).whenComplete((answer, failure) -> {
            if (failure != null) {
                place.completeExceptionally(failure);
            } else {
                place.complete(answer);
            }
        });
        return place.copy();
    }

    /** How many different questions went out. */
    public int questionsAsked() {
        return asked.get();
    }
}
