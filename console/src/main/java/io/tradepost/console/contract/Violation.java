package io.tradepost.console.contract;

import java.util.List;

/**
 * A request that breaks the contract.
 *
 * @param rule      what was broken
 * @param parameter name of the parameter; empty if the query string as a whole is wrong
 * @param arguments for the sentence that tells a person, in the rule's order
 */
public record Violation(Rule rule, String parameter, List<Object> arguments) {

    /** The ways to break it. Each has a sentence {@code rule.…} in every language. */
    public enum Rule {
        /** The operation has no parameter of that name. */
        UNKNOWN,
        /** A required parameter is absent. */
        MISSING,
        /** It is given more than once. */
        REPEATED,
        /** Percent-encoding or UTF-8 is broken. */
        ENCODING,
        /** Not a whole number. */
        INTEGER,
        /** A number outside {0} to {1}. */
        RANGE,
        /** A text outside {0} to {1} characters. */
        LENGTH,
        /** Characters that the parameter doesn't take. */
        PATTERN,
        /** The content is no JSON object. */
        JSON,
        /** JSON of another type than the member has. */
        TYPE
    }

    public Violation {
        arguments = List.copyOf(arguments);
    }

    static Violation of(Rule rule, String parameter, Object... arguments) {
        return new Violation(rule, parameter, List.of(arguments));
    }
}
