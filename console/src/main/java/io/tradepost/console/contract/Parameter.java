package io.tradepost.console.contract;

import io.tradepost.console.contract.Violation.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One parameter of an operation and what it takes.
 *
 * @param preset value that stands in when the parameter is absent ({@code default} in the document)
 */
public record Parameter(String name, Place place, boolean required, Type type, Optional<String> preset) {

    /** Where it stands in a request. */
    public enum Place {
        PATH,
        QUERY,
        /** Looked at by the server itself. */
        HEADER,
        /** A member of the JSON object that a request carries. */
        BODY
    }

    /** What values it takes. */
    public sealed interface Type {}

    /** A whole number from {@code minimum} to {@code maximum}, both included. */
    public record Whole(long minimum, long maximum) implements Type {}

    /** A text of {@code shortest} to {@code longest} code points that {@code form} finds in it. */
    public record Text(int shortest, int longest, Pattern form) implements Type {}

    /** A list of at most {@code most} texts. */
    public record Texts(int most, Text each) implements Type {}

    /** {@code true} or {@code false}. */
    public record Flag() implements Type {}

    /** Whether a list is taken. */
    boolean many() {
        return type instanceof Texts;
    }

    /** Checks a list; see {@link #check}. */
    void checkAll(List<String> values) {
        if (!(type instanceof Texts texts)) {
            throw new ViolationException(Violation.of(Rule.PATTERN, name));
        }
        if (values.size() > texts.most()) {
            throw new ViolationException(Violation.of(Rule.RANGE, name, 0, texts.most()));
        }
        values.forEach(value -> checkText(value, texts.each()));
    }

    /**
     * Checks a value.
     *
     * @throws ViolationException if the value is none that this parameter takes
     */
    void check(String value) {
        switch (type) {
            case Whole whole -> checkWhole(value, whole);
            case Text text -> checkText(value, text);
            case Texts texts -> throw new ViolationException(Violation.of(Rule.PATTERN, name));
            case Flag flag -> checkFlag(value);
        }
    }

    private void checkWhole(String value, Whole whole) {
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ViolationException(Violation.of(Rule.INTEGER, name));
        }
        // parseLong also takes "+5" and digits of other scripts, which no JSON schema calls an integer.
        if (!Long.toString(number).equals(value)) {
            throw new ViolationException(Violation.of(Rule.INTEGER, name));
        }
        if (number < whole.minimum() || number > whole.maximum()) {
            throw new ViolationException(Violation.of(Rule.RANGE, name, whole.minimum(), whole.maximum()));
        }
    }

    private void checkFlag(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new ViolationException(Violation.of(Rule.PATTERN, name));
        }
    }

    private void checkText(String value, Text text) {
        int length = value.codePointCount(0, value.length());
        if (length < text.shortest() || length > text.longest()) {
            throw new ViolationException(Violation.of(Rule.LENGTH, name, text.shortest(), text.longest()));
        }
        if (!text.form().matcher(value).find()) {
            throw new ViolationException(Violation.of(Rule.PATTERN, name));
        }
    }
}
