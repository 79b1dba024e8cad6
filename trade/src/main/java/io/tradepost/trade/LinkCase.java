package io.tradepost.trade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What speaks for and against one link, collected until it is judged. */
final class LinkCase {

    private final String kind;
    private final String key;
    private final String customer;
    private final List<Weighed> pieces = new ArrayList<>();
    private double ceiling = Weight.CLAIMED_CEILING;

    private record Weighed(Evidence evidence, double weight, boolean trusted) {}

    LinkCase(String kind, String key, String customer) {
        this.kind = kind;
        this.key = key;
        this.customer = customer;
    }

    String kind() {
        return kind;
    }

    String key() {
        return key;
    }

    String customer() {
        return customer;
    }

    /** Evidence that may make a link by itself. */
    void trusted(Evidence evidence, Weight weight) {
        add(evidence, weight.probability(), true);
    }

    /** Evidence that may make a suggestion at most. */
    void claimed(Evidence evidence, Weight weight) {
        add(evidence, weight.probability(), false);
    }

    /** A remark against the link; keeps what is claimed below this ceiling. */
    void against(Evidence remark, double keepBelow) {
        add(remark, 0, false);
        ceiling = Math.min(ceiling, keepBelow);
    }

    private void add(Evidence evidence, double weight, boolean trusted) {
        for (int i = 0; i < pieces.size(); i++) {
            Weighed there = pieces.get(i);
            if (there.evidence().equals(evidence)) {
                if (weight > there.weight() || (trusted && !there.trusted())) {
                    pieces.set(i, new Weighed(evidence, Math.max(weight, there.weight()), trusted || there.trusted()));
                }
                return;
            }
        }
        pieces.add(new Weighed(evidence, weight, trusted));
    }

    boolean hasTrusted() {
        return pieces.stream().anyMatch(Weighed::trusted);
    }

    /** Whether anything but a shared address or domain speaks for this. */
    boolean isDecided() {
        return pieces.stream()
                .anyMatch(p -> p.trusted()
                        && p.weight() != Weight.SHARED_ADDRESS.probability()
                        && p.weight() != Weight.SHARED_DOMAIN.probability());
    }

    /** The probability, four decimals. Does not depend on the order of the evidence. */
    double probability() {
        double trusted = noisyOr(true);
        double all = 1 - (1 - trusted) * (1 - noisyOr(false));
        double result = Math.max(trusted, Math.min(ceiling, all));
        return Math.floor(result * 10_000 + 1e-6) / 10_000;
    }

    private double noisyOr(boolean trusted) {
        double miss = pieces.stream()
                .filter(p -> p.trusted() == trusted)
                .mapToDouble(p -> 1 - p.weight())
                .sorted()
                .reduce(1, (a, b) -> a * b);
        return 1 - miss;
    }

    Match judged(Match.Status status) {
        List<Evidence> evidence = pieces.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight)
                        .reversed()
                        .thenComparing(p -> p.evidence().type())
                        .thenComparing(p -> p.evidence().where())
                        .thenComparing(p -> p.evidence().text()))
                .map(Weighed::evidence)
                .toList();
        return new Match(kind, key, customer, status, probability(), evidence);
    }
}
