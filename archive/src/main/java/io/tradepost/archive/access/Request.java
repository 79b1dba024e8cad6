package io.tradepost.archive.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that takes further persons.
 *
 * @param id        eight letters and digits
 * @param what      {@code hold-release}, {@code disposition}, {@code private-mail}
 * @param subject   what it is about: a hold's name, a run, a message
 * @param maker     who made it
 * @param rule      whose approvals it takes
 * @param openUntil after that nobody can approve any more
 * @param approvals so far, oldest first
 * @param withdrawnAt when its maker took it back
 */
public record Request(
        String id,
        String what,
        String subject,
        String reason,
        Person maker,
        Instant madeAt,
        Rule rule,
        Instant openUntil,
        List<Approval> approvals,
        Optional<Instant> withdrawnAt) {

    /**
     * Whose approvals it takes.
     *
     * @param persons         how many different ones
     * @param makerMayApprove whether the maker may be one of them
     * @param holdsFor        how long the approval may be used
     */
    public record Rule(int persons, boolean makerMayApprove, Duration holdsFor) {}

    /** One person's yes. */
    public record Approval(Person person, Instant at) {}

    /** How it stands. */
    public enum State {
        OPEN,
        GRANTED,
        WITHDRAWN,
        /** Nobody answered in time, or the approval was not used in time. */
        EXPIRED;

        /** As it stands in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Request {
        approvals = List.copyOf(approvals);
    }

    /** When the last approval that it took was given. */
    public Optional<Instant> grantedAt() {
        return approvals.size() < rule.persons()
                ? Optional.empty()
                : Optional.of(approvals.get(rule.persons() - 1).at());
    }

    /** How it stands at that time. */
    public State state(Instant now) {
        if (withdrawnAt.isPresent()) {
            return State.WITHDRAWN;
        }
        Instant end = grantedAt().map(at -> at.plus(rule.holdsFor())).orElse(openUntil);
        if (!now.isBefore(end)) {
            return State.EXPIRED;
        }
        return grantedAt().isPresent() ? State.GRANTED : State.OPEN;
    }

    Request with(Approval approval) {
        List<Approval> more = new java.util.ArrayList<>(approvals);
        more.add(approval);
        return new Request(id, what, subject, reason, maker, madeAt, rule, openUntil, more, withdrawnAt);
    }

    Request withdrawn(Instant at) {
        return new Request(id, what, subject, reason, maker, madeAt, rule, openUntil, approvals, Optional.of(at));
    }
}
