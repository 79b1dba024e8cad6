package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.text.Phrase;
import java.time.Duration;
import java.util.List;

/** A finding before its judgement. */
final class FindingDraft {
    static final String WAITING = "check.waiting";

    private final String id;
    private final Severity severity;
    private final String rfc;
    private List<String> expected = List.of();
    private List<String> observed = List.of();
    private List<Phrase> evidence = List.of();
    private String authority = "";
    private Duration ttl = Duration.ZERO;

    FindingDraft(String id, Severity severity, String rfc) {
        this.id = id;
        this.severity = severity;
        this.rfc = rfc;
    }

    FindingDraft expecting(List<String> what) {
        expected = what;
        return this;
    }

    FindingDraft seeing(List<String> what) {
        observed = what;
        return this;
    }

    FindingDraft because(List<Phrase> lines) {
        evidence = lines;
        return this;
    }

    /** Takes server and time to live of the answer that the judgement rests on. */
    FindingDraft from(DnsAnswer answer) {
        authority = answer.server();
        ttl = switch (answer) {
            case DnsAnswer.Found found -> found.ttl();
            case DnsAnswer.Absent absent -> absent.ttl();
            case DnsAnswer.Unknown unknown -> Duration.ZERO;
        };
        return this;
    }

    Finding fine(Phrase summary) {
        return done(Status.FINE, summary, Fix.NONE);
    }

    Finding problem(Phrase summary, Fix fix) {
        return done(Status.PROBLEM, summary, fix);
    }

    Finding undecided(Phrase summary) {
        return done(Status.UNDECIDED, summary, Fix.NONE);
    }

    /** Undecided since nobody answered. */
    Finding silent(DnsAnswer.Unknown answer) {
        return from(answer).undecided(Phrase.of("check.silent", answer.reason(), answer.server()));
    }

    /** Undecided until another check is fine. */
    Finding waiting(String other) {
        return undecided(Phrase.of(WAITING, other));
    }

    private Finding done(Status status, Phrase summary, Fix fix) {
        return new Finding(id, status, severity, summary, expected, observed, authority, ttl, evidence, fix, rfc);
    }
}
