package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with macros in it (RFC 7208 section 7), parsed. */
public final class MacroString {
    // Section 7.1: macro-letter, transformers, delimiters.
    private static final Pattern MACRO = Pattern.compile("%\\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)\\}");
    private static final String LETTERS = "slodiphv";
    private static final String LETTERS_OF_EXPLANATIONS = "slodiphvcrt";
    /** Letters whose value is not the same for every message that a domain sends. */
    private static final String LETTERS_OF_MESSAGES = "sloiphvt";

    private sealed interface Piece {}

    private record Literal(String text) implements Piece {}

    /**
     * One macro.
     *
     * @param letter in lower case
     * @param encoded the letter was a capital: the value is percent-encoded
     * @param labels right-hand parts to keep; 0 for all
     */
    private record Macro(char letter, boolean encoded, int labels, boolean reversed, String delimiters)
            implements Piece {}

    private final String text;
    private final List<Piece> pieces;

    private MacroString(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /**
     * Parses what stands in a record.
     *
     * @param offset where the text begins in it, for the place of an error
     */
    static MacroString parse(String text, int offset) {
        return parse(text, offset, LETTERS, false);
    }

    /** Parses an explanation, in which spaces and three more letters are allowed (section 6.2). */
    static MacroString parseExplanation(String text) {
        return parse(text, 0, LETTERS_OF_EXPLANATIONS, true);
    }

    private static MacroString parse(String text, int offset, String letters, boolean spaces) {
        List<Piece> pieces = new ArrayList<>();
        Matcher macro = MACRO.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character != '%') {
                // macro-literal = %x21-24 / %x26-7E
                if ((character < 0x21 || character > 0x7E) && !(spaces && character == ' ')) {
                    throw new SpfSyntaxException(offset + at, Phrase.of("spf.syntax.character", named(character)));
                }
                pieces.add(new Literal(String.valueOf(character)));
                at++;
            } else if (macro.region(at, text.length()).lookingAt()) {
                pieces.add(macro(macro, offset, letters));
                at = macro.end();
            } else {
                pieces.add(new Literal(escape(text, at, offset)));
                at += 2;
            }
        }
        return new MacroString(text, List.copyOf(pieces));
    }

    private static String named(char character) {
        return character > 0x20 && character < 0x7F ? "'" + character + "'" : String.format("0x%02X", (int) character);
    }

    private static String escape(String text, int at, int offset) {
        return switch (at + 1 < text.length() ? text.charAt(at + 1) : ' ') {
            case '%' -> "%";
            case '_' -> " ";
            case '-' -> "%20";
            default -> throw new SpfSyntaxException(offset + at, Phrase.of("spf.syntax.macro"));
        };
    }

    private static Macro macro(Matcher found, int offset, String letters) {
        char given = found.group(1).charAt(0);
        char letter = Character.toLowerCase(given);
        if (letters.indexOf(letter) < 0) {
            throw new SpfSyntaxException(
                    offset + found.start(1), Phrase.of("spf.syntax.macro-letter", String.valueOf(given)));
        }
        String digits = found.group(2);
        if (digits.matches("0+")) {
            throw new SpfSyntaxException(offset + found.start(2), Phrase.of("spf.syntax.macro-zero"));
        }
        // More than any name has labels is all of them.
        int labels = digits.isEmpty() ? 0 : digits.length() > 3 ? 999 : Integer.parseInt(digits);
        String delimiters = found.group(4).isEmpty() ? "." : found.group(4);
        return new Macro(
                letter, Character.isUpperCase(given), labels, !found.group(3).isEmpty(), delimiters);
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Whether it ends in a macro, as a domain-spec may (section 7.1, domain-end). */
    boolean endsInMacro() {
        return !pieces.isEmpty() && pieces.getLast() instanceof Macro;
    }

    /** Whether its value depends on the message and not on the domain alone. */
    boolean dependsOnMessage() {
        return pieces.stream()
                .anyMatch(piece -> piece instanceof Macro macro && LETTERS_OF_MESSAGES.indexOf(macro.letter) >= 0);
    }

    /** The text with each macro's value in its place. */
    String expand(MacroValues values) {
        StringBuilder expanded = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Literal literal -> expanded.append(literal.text);
                case Macro macro -> expanded.append(value(macro, values));
            }
        }
        return expanded.toString();
    }

    private static String value(Macro macro, MacroValues values) {
        List<String> parts = new ArrayList<>(
                Arrays.asList(values.of(macro.letter).split("[" + Pattern.quote(macro.delimiters) + "]", -1)));
        if (macro.reversed) {
            Collections.reverse(parts);
        }
        if (macro.labels > 0 && macro.labels < parts.size()) {
            parts = parts.subList(parts.size() - macro.labels, parts.size());
        }
        String value = String.join(".", parts);
        return macro.encoded ? percentEncoded(value) : value;
    }

    /** RFC 3986 section 2.3: all but the unreserved characters. */
    private static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            boolean unreserved =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            encoded.append(
                    unreserved ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02X", (int) character));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
