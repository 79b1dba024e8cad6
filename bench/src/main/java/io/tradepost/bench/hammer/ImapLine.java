package io.tradepost.bench.hammer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an answer. Of a line with literals the pieces stand one after the other, each literal only by its length in
 * braces.
 *
 * @param text     without CRLF
 * @param literals the bytes of its literals, in their order
 */
record ImapLine(String text, List<byte[]> literals) {
    private static final Pattern FETCH = Pattern.compile("^\\* (\\d+) FETCH \\((.*)\\)$", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile("^\\* (\\d+) (EXISTS|EXPUNGE|RECENT)$");
    private static final Pattern UID = Pattern.compile("(?:^|[ (])UID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("(?:^|[ (])FLAGS \\(([^)]*)\\)");
    private static final Pattern MODSEQ = Pattern.compile("(?:^|[ (])MODSEQ \\((\\d+)\\)");

    ImapLine {
        literals = List.copyOf(literals);
    }

    static ImapLine of(String text) {
        return new ImapLine(text, List.of());
    }

    /** {@code * 5 EXISTS} and its like. */
    record Numbered(int number, String word) {}

    /** What a FETCH line says of a message; what it does not say is empty. */
    record Fetched(
            int number, OptionalLong uid, Optional<Set<String>> flags, OptionalLong modSeq, Optional<byte[]> body) {
        boolean seen() {
            return flags.filter(all -> all.contains("\\Seen")).isPresent();
        }
    }

    Optional<Numbered> numbered() {
        Matcher matcher = NUMBERED.matcher(text);
        return matcher.matches()
                ? Optional.of(new Numbered(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    Optional<Fetched> fetched() {
        Matcher matcher = FETCH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String items = matcher.group(2);
        return Optional.of(new Fetched(
                Integer.parseInt(matcher.group(1)),
                number(UID, items),
                first(FLAGS, items).map(flags -> flags.isEmpty() ? Set.of() : Set.of(flags.split(" ", -1))),
                number(MODSEQ, items),
                literals.stream().findFirst()));
    }

    boolean isBye() {
        return text.startsWith("* BYE");
    }

    /** The number behind this word, such as {@code UIDNEXT} in a code or in STATUS. */
    OptionalLong number(String word) {
        return number(Pattern.compile("[\\[( ]" + word + " (\\d+)"), text);
    }

    private static OptionalLong number(Pattern pattern, String text) {
        return first(pattern, text).map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** As it came, in one encoding that loses nothing. */
    static String decoded(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
