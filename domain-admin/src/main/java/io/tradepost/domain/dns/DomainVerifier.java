package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.dns.lookup.SharedLookup;
import io.tradepost.domain.text.Phrase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Type;

/**
 * Checks whether a domain's DNS says what our mail needs. All facts are asked for at once; the time taken is that of the
 * longest chain of includes, not of the number of questions. Thread-safe; many domains may be checked at a time.
 */
public final class DomainVerifier {
    private static final String ZONE = "zone.exists";

    private final DnsLookup dns;
    private final Clock clock;

    /** @param dns not closed by this */
    public DomainVerifier(DnsLookup dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    /** Checks and waits. What can't be learned is in the report as undecided; this does not throw for it. */
    public DomainReport verify(DomainQuestion question) {
        return verifyAsync(question).join();
    }

    /** Checks without waiting. */
    public CompletableFuture<DomainReport> verifyAsync(DomainQuestion question) {
        Instant begin = clock.instant();
        SharedLookup shared = new SharedLookup(dns);
        CompletableFuture<DnsAnswer> zone = shared.ask(question.name(), Type.SOA);
        CompletableFuture<MxFacts> mx = MxFacts.gather(shared, question.name());
        CompletableFuture<SpfFacts> spf = SpfFacts.gather(shared, question, clock);
        return CompletableFuture.allOf(zone, mx, spf)
                .thenApply(unused -> new DomainReport(
                        question.domain(),
                        begin,
                        Duration.between(begin, clock.instant()),
                        zone.join().server(),
                        shared.questionsAsked(),
                        judge(question, zone.join(), mx.join(), spf.join())));
    }

    private static List<Finding> judge(DomainQuestion question, DnsAnswer zone, MxFacts mx, SpfFacts spf) {
        Finding exists = zone(question, zone);
        List<Finding> findings = new ArrayList<>(List.of(exists));
        if (exists.status() == Status.PROBLEM) {
            findings.addAll(MxChecks.waiting(ZONE));
            findings.addAll(SpfChecks.waiting(ZONE));
        } else {
            findings.addAll(MxChecks.judge(question, mx));
            findings.addAll(SpfChecks.judge(question, spf));
        }
        return findings;
    }

    /** A name without a zone of its own is fine: a mail domain may be a name within its parent's zone. */
    private static Finding zone(DomainQuestion question, DnsAnswer answer) {
        FindingDraft draft = new FindingDraft(ZONE, Severity.ERROR, "RFC 1035 §2").from(answer);
        return switch (answer) {
            case DnsAnswer.Unknown unknown -> draft.silent(unknown);
            case DnsAnswer.Found found ->
                draft.seeing(found.records().stream()
                                .map(record -> record.rdataToString())
                                .toList())
                        .fine(Phrase.of("zone.exists.fine", question.domain()));
            case DnsAnswer.Absent absent ->
                absent.nameExists()
                        ? draft.fine(Phrase.of("zone.exists.within", question.domain()))
                        : draft.seeing(List.of("NXDOMAIN"))
                                .problem(
                                        Phrase.of("zone.exists.problem", question.domain()),
                                        Fix.of(
                                                List.of(),
                                                Phrase.of("zone.step.register", question.domain()),
                                                Phrase.of("zone.step.delegate")));
        };
    }
}
