package io.tradepost.archive.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A header of the form {@code value; name=value; …} (RFC 2045 section 5.1), with continuations and charsets of RFC 2231
 * and, since much software writes them there against the rules, encoded words in values.
 *
 * @param value  in lower case
 * @param values decoded, by name in lower case
 */
record HeaderParameters(String value, Map<String, String> values) {
    private static final int MOST = 200;

    /** A piece of a continued parameter. */
    private record Piece(String text, boolean encoded) {}

    static HeaderParameters parse(String header, Consumer<String> defects) {
        int semicolon = header.indexOf(';');
        String value = semicolon < 0 ? header : header.substring(0, semicolon);
        Map<String, String> values = new HashMap<>();
        Map<String, TreeMap<Integer, Piece>> continued = new HashMap<>();
        int at = semicolon < 0 ? header.length() : semicolon + 1;
        for (int count = 0; at < header.length() && count < MOST; count++) {
            int equals = header.indexOf('=', at);
            int next = header.indexOf(';', at);
            if (equals < 0) {
                break;
            }
            if (next >= 0 && next < equals) {
                at = next + 1;
                continue;
            }
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder text = new StringBuilder();
            at = readValue(header, equals + 1, text);
            add(name, text.toString(), values, continued, defects);
        }
        continued.forEach((name, pieces) -> values.put(name, joined(pieces, defects)));
        return new HeaderParameters(value.strip().toLowerCase(Locale.ROOT), values);
    }

    /** A parameter; empty if absent. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    private static void add(
            String name,
            String text,
            Map<String, String> values,
            Map<String, TreeMap<Integer, Piece>> continued,
            Consumer<String> defects) {
        int star = name.indexOf('*');
        if (star < 0) {
            values.putIfAbsent(name, EncodedWords.decode(text, defects));
            return;
        }
        // RFC 2231 sections 3 and 4: name*, name*N, name*N*
        String base = name.substring(0, star);
        boolean encoded = name.endsWith("*");
        String number = name.substring(star + 1).replace("*", "");
        int index = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
        continued.computeIfAbsent(base, none -> new TreeMap<>()).put(index, new Piece(text, encoded));
    }

    private static String joined(TreeMap<Integer, Piece> pieces, Consumer<String> defects) {
        String charset = "";
        boolean first = true;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces.values()) {
            String text = piece.text;
            if (first && piece.encoded) {
                String[] parts = text.split("'", 3);
                if (parts.length == 3) {
                    charset = parts[0];
                    text = parts[2];
                }
            }
            first = false;
            bytes.writeBytes(piece.encoded ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8));
        }
        CharsetDecoding.Decoded decoded = CharsetDecoding.decode(bytes.toByteArray(), charset);
        if (!decoded.defect().isEmpty()) {
            defects.accept("header: " + decoded.defect());
        }
        return EncodedWords.decode(decoded.text(), defects);
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int hex = text.charAt(i) == '%' ? EncodedWords.hex(text, i + 1) : -1;
            if (hex >= 0) {
                out.write(hex);
                i += 2;
            } else {
                out.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** Reads a token or quoted string; the place behind the semicolon that ends it. */
    private static int readValue(String header, int from, StringBuilder out) {
        int i = from;
        while (i < header.length() && Character.isWhitespace(header.charAt(i))) {
            i++;
        }
        if (i < header.length() && header.charAt(i) == '"') {
            for (i++; i < header.length() && header.charAt(i) != '"'; i++) {
                // A backslash that quotes nothing special is a Windows path, not an escape.
                boolean escape = header.charAt(i) == '\\'
                        && i + 1 < header.length()
                        && (header.charAt(i + 1) == '"' || header.charAt(i + 1) == '\\');
                out.append(header.charAt(escape ? ++i : i));
            }
            int semicolon = header.indexOf(';', Math.min(i, header.length()));
            return semicolon < 0 ? header.length() : semicolon + 1;
        }
        int semicolon = header.indexOf(';', i);
        int end = semicolon < 0 ? header.length() : semicolon;
        out.append(header, i, end);
        while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
        return end + 1;
    }
}
