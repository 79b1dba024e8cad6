package io.tradepost.domain.dns.spf;

/** One term of a record. */
public sealed interface SpfTerm {
    /** As it was written. */
    String text();

    /** Where it begins in the record, from 0. */
    int position();

    /** What a match means (RFC 7208 section 4.6.2). */
    enum Qualifier {
        PASS("+", SpfResult.PASS),
        FAIL("-", SpfResult.FAIL),
        SOFTFAIL("~", SpfResult.SOFTFAIL),
        NEUTRAL("?", SpfResult.NEUTRAL);

        private final String sign;
        private final SpfResult result;

        Qualifier(String sign, SpfResult result) {
            this.sign = sign;
            this.result = result;
        }

        public String sign() {
            return sign;
        }

        public SpfResult result() {
            return result;
        }
    }

    /** A mechanism with its qualifier. */
    record Directive(Qualifier qualifier, Mechanism mechanism, String text, int position) implements SpfTerm {}

    /** Section 6.1. */
    record Redirect(MacroString domain, String text, int position) implements SpfTerm {}

    /** Section 6.2. */
    record Explanation(MacroString domain, String text, int position) implements SpfTerm {}

    /** A modifier of somebody's invention; it is checked and ignored (section 6). */
    record OtherModifier(String text, int position) implements SpfTerm {}

    /** What is compared with the sender's address (section 5). */
    sealed interface Mechanism {
        /** Whether it counts towards the limit of ten (section 4.6.4). */
        default boolean asksDns() {
            return true;
        }
    }

    record All() implements Mechanism {
        @Override
        public boolean asksDns() {
            return false;
        }
    }

    record Include(MacroString domain) implements Mechanism {}

    /** Prefixes cut the addresses found, by their family. */
    record A(MacroString domain, int prefix4, int prefix6) implements Mechanism {}

    record Mx(MacroString domain, int prefix4, int prefix6) implements Mechanism {}

    record Ptr(MacroString domain) implements Mechanism {}

    /** {@code ip4} and {@code ip6}. */
    record Ip(Network network) implements Mechanism {
        @Override
        public boolean asksDns() {
            return false;
        }
    }

    record Exists(MacroString domain) implements Mechanism {}
}
