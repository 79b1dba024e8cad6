package io.tradepost.domain.dns.spf;

import java.util.Optional;

/** What a receiver decides, and how it came to it. */
public final class SpfVerdict {
    private final SpfResult result;
    private final String explanation;
    private final int lookups;
    private final int voids;
    private final SpfStep tree;

    SpfVerdict(SpfResult result, String explanation, int lookups, int voids, SpfStep tree) {
        this.result = result;
        this.explanation = explanation;
        this.lookups = lookups;
        this.voids = voids;
        this.tree = tree;
    }

    public SpfResult result() {
        return result;
    }

    /** What the domain wants said to the sender with a fail (RFC 7208 section 6.2); a stranger wrote it. */
    public Optional<String> explanation() {
        return explanation.isEmpty() ? Optional.empty() : Optional.of(explanation);
    }

    /** Terms evaluated that count towards the limit of ten. */
    public int lookups() {
        return lookups;
    }

    /** Questions among them that came back empty. */
    public int voids() {
        return voids;
    }

    /** Every step taken; the root is the domain's record. */
    public SpfStep tree() {
        return tree;
    }

    @Override
    public String toString() {
        return result.word() + " after " + lookups + " lookups, " + voids + " void";
    }
}
