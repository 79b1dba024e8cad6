package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.util.List;
import java.util.stream.Stream;

/**
 * A domain's SPF record with everything that it leads to.
 *
 * @param text the record; empty if there is none
 * @param note what to know of it besides: the error in it, why there is none; {@link Phrase} {@code spf.branch.record} if all
 *     is well
 * @param costs each term of the record in order
 */
public record SpfBranch(String domain, String text, State state, Phrase note, List<Cost> costs) {
    /** What was found at the domain. */
    public enum State {
        /** One record, well formed. */
        RECORD,
        /** The name exists and has no SPF record. */
        NO_RECORD,
        /** The name does not exist: whoever registers it writes the record. */
        NO_NAME,
        SEVERAL_RECORDS,
        BROKEN,
        /** No server could say. */
        UNKNOWN,
        /** It leads back to itself. */
        LOOP,
        /** It depends on the message, or lies too deep. */
        NOT_FOLLOWED
    }

    /**
     * What one term costs a receiver that gets as far as it.
     *
     * @param voids questions that come back empty for clients of either family, without those of branches
     * @param mxNames hosts an {@code mx} yields; 0 for other terms
     * @param unknown questions that nobody answered
     * @param branches what an {@code include} or {@code redirect} leads to: none or one
     */
    public record Cost(SpfTerm term, int lookups, int voids, int mxNames, int unknown, List<SpfBranch> branches) {
        public Cost {
            branches = List.copyOf(branches);
        }

        static Cost free(SpfTerm term) {
            return new Cost(term, 0, 0, 0, 0, List.of());
        }

        /** Lookups of this term and of all it leads to. */
        public int allLookups() {
            return lookups + branches.stream().mapToInt(SpfBranch::lookups).sum();
        }
    }

    public SpfBranch {
        costs = List.copyOf(costs);
    }

    /** Terms that ask the DNS here and in all branches: the most that any message can cost. */
    public int lookups() {
        return costs.stream().mapToInt(Cost::allLookups).sum();
    }

    /**
     * Questions that come back empty, here and in all branches. A host with an address of one family only is not counted:
     * that clients of the other find nothing there is no defect of the record.
     */
    public int voids() {
        return costs.stream()
                .mapToInt(cost -> cost.voids
                        + cost.branches.stream().mapToInt(SpfBranch::voids).sum())
                .sum();
    }

    /** Whether something in the tree could not be learned, so that counts are too low. */
    public boolean isUncertain() {
        return state == State.UNKNOWN
                || costs.stream()
                        .anyMatch(cost ->
                                cost.unknown > 0 || cost.branches.stream().anyMatch(SpfBranch::isUncertain));
    }

    /** This branch and all below it. */
    public Stream<SpfBranch> all() {
        return Stream.concat(
                Stream.of(this),
                costs.stream().flatMap(cost -> cost.branches.stream()).flatMap(SpfBranch::all));
    }
}
