package io.tradepost.archive.payload;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in one form only: no white space, keys by UTF-16 code unit, strings with the shortest escapes (as RFC 8785
 * sections 3.2.2.2 and 3.2.3 do), numbers without exponent. Lone surrogates, which a hostile envelope may bring and which
 * UTF-8 can't carry, are escaped instead of refused.
 */
final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /** Takes strings, booleans, integers, doubles, lists and maps with string keys. */
    static byte[] bytes(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Object value) {
        switch (value) {
            case String text -> string(text);
            case Boolean bool -> out.append(bool.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Double number ->
                out.append(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> throw new IllegalArgumentException(value.getClass() + " has no place in a record");
        }
    }

    private void list(List<?> list) {
        out.append('[');
        String comma = "";
        for (Object item : list) {
            out.append(comma);
            write(item);
            comma = ",";
        }
        out.append(']');
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        String comma = "";
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(comma);
            string(entry.getKey());
            out.append(':');
            write(entry.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        escape(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (Character.isSurrogate(c)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
    }
}
