package io.tradepost.archive.payload;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Named facts of a record, as JSON has them: texts, numbers, truth values, lists and further facts.
 *
 * @param values sorted by name
 */
public record Facts(Map<String, Object> values) {
    public Facts {
        values = Map.copyOf(new TreeMap<>(values));
    }

    /** A text; empty if it is not there. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** A text that may be missing. */
    public Optional<String> optional(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A whole number; 0 if it is not there. */
    public long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** A truth value; false if it is not there. */
    public boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** A time. */
    public Instant time(String name) {
        return Instant.parse(text(name));
    }

    /** Texts; none if they are not there. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A list of further facts; none if it is not there. */
    public List<Facts> list(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().flatMap(one -> of(one).stream()).toList()
                : List.of();
    }

    private static Optional<Facts> of(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> named = new TreeMap<>();
        map.forEach((key, one) -> named.put(String.valueOf(key), one));
        return Optional.of(new Facts(named));
    }
}
