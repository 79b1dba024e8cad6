package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.dns.spf.SpfBranch;
import io.tradepost.domain.dns.spf.SpfEvaluator;
import io.tradepost.domain.dns.spf.SpfQuestion;
import io.tradepost.domain.dns.spf.SpfRecord;
import io.tradepost.domain.dns.spf.SpfSurvey;
import io.tradepost.domain.dns.spf.SpfVerdict;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What SPF says about a domain.
 *
 * @param texts every TXT record at the domain
 * @param mailFrom a verdict for each sending address, on mail of the domain
 * @param helo a verdict for each sending address, on our host's own name; empty if it has none
 * @param ownerless names that the record relies on and whose registrable domain does not exist either
 */
record SpfFacts(
        DnsAnswer answer,
        List<String> texts,
        SpfBranch tree,
        List<Verdict> mailFrom,
        List<Verdict> helo,
        Set<String> ownerless) {
    /** What a receiver decides about mail from one of our addresses. */
    record Verdict(InetAddress client, String identity, SpfVerdict verdict) {}

    /** The texts that are meant as SPF and say so rightly. */
    List<String> records() {
        return texts.stream().filter(SpfRecord::isSpf).toList();
    }

    static CompletableFuture<SpfFacts> gather(DnsLookup dns, DomainQuestion question, Clock clock) {
        SpfEvaluator evaluator =
                new SpfEvaluator(dns, question.mailHost().isEmpty() ? "unknown" : question.mailHost(), clock);
        CompletableFuture<DnsAnswer> answer = dns.ask(question.name(), Type.TXT);
        // The survey first: it asks everything at once, and the evaluations then find every answer there.
        CompletableFuture<SpfBranch> tree = SpfSurvey.of(question.domain(), dns);
        CompletableFuture<List<Verdict>> mailFrom = tree.thenCompose(
                known -> verdicts(evaluator, question, "postmaster@" + question.domain(), question.domain()));
        CompletableFuture<List<Verdict>> helo = question.mailHost().isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : tree.thenCompose(known -> verdicts(evaluator, question, "", question.mailHost()));
        CompletableFuture<Set<String>> ownerless = tree.thenCompose(known -> ownerless(dns, known));
        return CompletableFuture.allOf(answer, mailFrom, helo, ownerless)
                .thenApply(unused -> new SpfFacts(
                        answer.join(),
                        answer.join().all(TXTRecord.class).stream()
                                .map(SpfRecord::text)
                                .toList(),
                        tree.join(),
                        mailFrom.join(),
                        helo.join(),
                        ownerless.join()));
    }

    private static CompletableFuture<List<Verdict>> verdicts(
            SpfEvaluator evaluator, DomainQuestion question, String mailFrom, String identity) {
        String helo = question.mailHost().isEmpty() ? question.domain() : question.mailHost();
        List<CompletableFuture<Verdict>> each = question.sendingAddresses().stream()
                .map(client -> evaluator
                        .evaluate(new SpfQuestion(client, helo, mailFrom))
                        .thenApply(verdict -> new Verdict(client, identity, verdict)))
                .toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(unused -> each.stream().map(CompletableFuture::join).toList());
    }

    /** Of the names that do not exist, those that a stranger could buy. */
    private static CompletableFuture<Set<String>> ownerless(DnsLookup dns, SpfBranch tree) {
        List<CompletableFuture<List<String>>> each = tree.all()
                .filter(branch -> branch.state() == SpfBranch.State.NO_NAME)
                .map(SpfBranch::domain)
                .distinct()
                .map(name -> Registrable.domainOf(name)
                        .map(registrable -> dns.ask(DomainQuestion.absolute(registrable), Type.NS)
                                .thenApply(answer -> answer instanceof DnsAnswer.Absent absent && !absent.nameExists()
                                        ? List.of(name)
                                        : List.<String>of()))
                        .orElseGet(() -> CompletableFuture.completedFuture(List.of())))
                .toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new)).thenApply(unused -> {
            List<String> all = new ArrayList<>();
            each.forEach(names -> all.addAll(names.join()));
            return Set.copyOf(new HashSet<>(all));
        });
    }
}
