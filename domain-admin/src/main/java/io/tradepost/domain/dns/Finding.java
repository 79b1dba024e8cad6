package io.tradepost.domain.dns;

import io.tradepost.domain.text.Phrase;
import java.time.Duration;
import java.util.List;

/**
 * One check and what it found.
 *
 * @param id stable, such as {@code mx.present}
 * @param expected what should be in the DNS, as a person would look for it
 * @param observed what is there
 * @param authority which server said so; empty if none was asked
 * @param ttl how long others may still see what was observed; zero if not known
 * @param evidence lines that show how the judgement came about
 * @param rfc the standard and the section that demand it
 */
public record Finding(
        String id,
        Status status,
        Severity severity,
        Phrase summary,
        List<String> expected,
        List<String> observed,
        String authority,
        Duration ttl,
        List<Phrase> evidence,
        Fix fix,
        String rfc) {
    public Finding {
        expected = List.copyOf(expected);
        observed = List.copyOf(observed);
        evidence = List.copyOf(evidence);
    }

    /** Whether it is this check's turn only once another one is fine. */
    public boolean isWaiting() {
        return summary.key().equals(FindingDraft.WAITING);
    }
}
