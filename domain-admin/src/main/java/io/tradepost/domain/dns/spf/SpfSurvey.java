package io.tradepost.domain.dns.spf;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Walks all that an SPF record names, whatever the message, asking as much at once as can be: one round trip for each level
 * of includes. It counts the worst case, which no single evaluation sees, and over a
 * {@link io.tradepost.domain.dns.lookup.SharedLookup} it leaves the answers for the evaluations that follow.
 */
public final class SpfSurvey {
    /** Deeper than any record that a receiver still evaluates. */
    private static final int DEEPEST = 12;

    /** More than any honest record leads to; a hostile one could lead to millions. */
    private static final int MOST_BRANCHES = 300;

    private final DnsLookup dns;
    private final AtomicInteger branches = new AtomicInteger();

    private SpfSurvey(DnsLookup dns) {
        this.dns = dns;
    }

    /** Walks the record published at this domain. */
    public static CompletableFuture<SpfBranch> of(String domain, DnsLookup dns) {
        return new SpfSurvey(dns).branch(domain, List.of());
    }

    /** Walks a record that is not published yet. */
    public static CompletableFuture<SpfBranch> ofDraft(String domain, String text, DnsLookup dns) {
        return new SpfSurvey(dns).parsed(domain, text, List.of(domain));
    }

    private CompletableFuture<SpfBranch> branch(String domain, List<String> path) {
        if (path.stream().anyMatch(domain::equalsIgnoreCase)) {
            return done(domain, "", SpfBranch.State.LOOP, Phrase.of("spf.branch.loop", String.join(" > ", path)));
        }
        Optional<Name> name = SpfNames.absolute(domain);
        if (name.isEmpty() || path.size() >= DEEPEST || branches.incrementAndGet() > MOST_BRANCHES) {
            return done(domain, "", SpfBranch.State.NOT_FOLLOWED, Phrase.of("spf.branch.not-followed"));
        }
        return dns.ask(name.get(), Type.TXT).thenCompose(answer -> read(domain, answer, path));
    }

    private CompletableFuture<SpfBranch> read(String domain, DnsAnswer answer, List<String> path) {
        return switch (answer) {
            case DnsAnswer.Unknown unknown ->
                done(
                        domain,
                        "",
                        SpfBranch.State.UNKNOWN,
                        Phrase.of("spf.step.silent", unknown.reason(), unknown.server()));
            case DnsAnswer.Absent absent ->
                absent.nameExists()
                        ? done(domain, "", SpfBranch.State.NO_RECORD, Phrase.of("spf.step.no-record-there", domain))
                        : done(domain, "", SpfBranch.State.NO_NAME, Phrase.of("spf.branch.no-name", domain));
            case DnsAnswer.Found found -> {
                List<String> texts = answer.all(TXTRecord.class).stream()
                        .map(SpfRecord::text)
                        .filter(SpfRecord::isSpf)
                        .toList();
                yield switch (texts.size()) {
                    case 0 ->
                        done(domain, "", SpfBranch.State.NO_RECORD, Phrase.of("spf.step.no-record-there", domain));
                    case 1 -> {
                        List<String> longer = new ArrayList<>(path);
                        longer.add(domain);
                        yield parsed(domain, texts.getFirst(), longer);
                    }
                    default ->
                        done(domain, "", SpfBranch.State.SEVERAL_RECORDS, Phrase.of("spf.step.several", texts.size()));
                };
            }
        };
    }

    private CompletableFuture<SpfBranch> parsed(String domain, String text, List<String> path) {
        SpfRecord record;
        try {
            record = SpfRecord.parse(text);
        } catch (SpfSyntaxException broken) {
            return done(domain, text, SpfBranch.State.BROKEN, broken.problem());
        }
        // A redirect beside an "all" is never followed (RFC 7208 section 6.1).
        boolean closed = record.all().isPresent();
        List<CompletableFuture<SpfBranch.Cost>> costs = record.terms().stream()
                .map(term -> switch (term) {
                    case SpfTerm.Directive directive -> cost(directive, domain, path);
                    case SpfTerm.Redirect redirect ->
                        closed
                                ? CompletableFuture.completedFuture(SpfBranch.Cost.free(term))
                                : following(redirect, redirect.domain(), domain, path);
                    default -> CompletableFuture.completedFuture(SpfBranch.Cost.free(term));
                })
                .toList();
        return all(costs)
                .thenApply(known ->
                        new SpfBranch(domain, text, SpfBranch.State.RECORD, Phrase.of("spf.branch.record"), known));
    }

    private CompletableFuture<SpfBranch.Cost> cost(SpfTerm.Directive directive, String domain, List<String> path) {
        return switch (directive.mechanism()) {
            case SpfTerm.All all -> CompletableFuture.completedFuture(SpfBranch.Cost.free(directive));
            case SpfTerm.Ip ip -> CompletableFuture.completedFuture(SpfBranch.Cost.free(directive));
            case SpfTerm.Include include -> following(directive, include.domain(), domain, path);
            case SpfTerm.A a ->
                fixedName(a.domain(), domain)
                        .map(name -> addresses(name).thenApply(found -> found.asCost(directive, 0)))
                        .orElseGet(() -> notFollowed(directive));
            case SpfTerm.Mx mx ->
                fixedName(mx.domain(), domain)
                        .map(name -> exchangers(directive, name))
                        .orElseGet(() -> notFollowed(directive));
            case SpfTerm.Exists exists ->
                fixedName(exists.domain(), domain)
                        .map(name -> dns.ask(name, Type.A)
                                .thenApply(answer -> new Found(empty(answer), unknown(answer)).asCost(directive, 0)))
                        .orElseGet(() -> notFollowed(directive));
            // What it asks depends on the client's address.
            case SpfTerm.Ptr ptr -> notFollowed(directive);
        };
    }

    private CompletableFuture<SpfBranch.Cost> following(
            SpfTerm term, MacroString target, String domain, List<String> path) {
        if (target.dependsOnMessage()) {
            return notFollowed(term);
        }
        return branch(expanded(target, domain), path).thenApply(branch -> {
            boolean empty = branch.state() == SpfBranch.State.NO_NAME || branch.state() == SpfBranch.State.NO_RECORD;
            return new SpfBranch.Cost(term, 1, empty ? 1 : 0, 0, 0, List.of(branch));
        });
    }

    private static CompletableFuture<SpfBranch.Cost> notFollowed(SpfTerm term) {
        return CompletableFuture.completedFuture(new SpfBranch.Cost(term, 1, 0, 0, 0, List.of()));
    }

    private CompletableFuture<SpfBranch.Cost> exchangers(SpfTerm term, Name name) {
        return dns.ask(name, Type.MX).thenCompose(answer -> {
            List<MXRecord> hosts = answer.all(MXRecord.class).stream()
                    .filter(host -> !host.getTarget().equals(Name.root))
                    .toList();
            // A receiver that finds more stops with an error and asks none of them.
            List<CompletableFuture<Found>> each = hosts.stream()
                    .limit(SpfLimits.MX_NAMES)
                    .map(host -> addresses(host.getTarget()))
                    .toList();
            Found own = new Found(empty(answer), unknown(answer));
            return all(each)
                    .thenApply(found -> found.stream().reduce(own, Found::plus).asCost(term, hosts.size()));
        });
    }

    /** Empty and unanswered questions. */
    private record Found(int voids, int unknown) {
        Found plus(Found other) {
            return new Found(voids + other.voids, unknown + other.unknown);
        }

        SpfBranch.Cost asCost(SpfTerm term, int mxNames) {
            return new SpfBranch.Cost(term, 1, voids, mxNames, unknown, List.of());
        }
    }

    private CompletableFuture<Found> addresses(Name name) {
        return dns.ask(name, Type.A)
                .thenCombine(
                        dns.ask(name, Type.AAAA),
                        (four, six) -> new Found(Math.min(empty(four), empty(six)), unknown(four) + unknown(six)));
    }

    private static int empty(DnsAnswer answer) {
        return answer instanceof DnsAnswer.Absent ? 1 : 0;
    }

    private static int unknown(DnsAnswer answer) {
        return answer instanceof DnsAnswer.Unknown ? 1 : 0;
    }

    private static Optional<Name> fixedName(MacroString spec, String domain) {
        return spec.dependsOnMessage() ? Optional.empty() : SpfNames.absolute(expanded(spec, domain));
    }

    private static String expanded(MacroString spec, String domain) {
        String name = spec.expand(letter -> {
            if (letter == 'd') {
                return domain;
            }
            throw new IllegalStateException("asked for the message's macro " + letter);
        });
        return SpfNames.shortened(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }

    private static CompletableFuture<SpfBranch> done(String domain, String text, SpfBranch.State state, Phrase note) {
        return CompletableFuture.completedFuture(new SpfBranch(domain, text, state, note, List.of()));
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(
                        unused -> futures.stream().map(CompletableFuture::join).toList());
    }
}
