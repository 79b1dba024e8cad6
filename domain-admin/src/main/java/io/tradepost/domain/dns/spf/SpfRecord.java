package io.tradepost.domain.dns.spf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.TXTRecord;

/**
 * A record that follows the grammar.
 *
 * @param text as published, its strings joined
 */
public record SpfRecord(String text, List<SpfTerm> terms) {
    static final String VERSION = "v=spf1";

    public SpfRecord {
        terms = List.copyOf(terms);
    }

    /**
     * Parses a record whole.
     *
     * @throws SpfSyntaxException at the first error from the left
     */
    public static SpfRecord parse(String text) {
        return new SpfRecord(text, SpfParser.parse(text));
    }

    /** Whether a text is meant as SPF: version 1, then a space or nothing (RFC 7208 section 4.5). */
    public static boolean isSpf(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /** The strings of a TXT record joined without anything between (section 3.3); bytes past ASCII stay visible. */
    public static String text(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : record.getStringsAsByteArrays()) {
            text.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    public List<SpfTerm.Directive> directives() {
        return terms.stream()
                .filter(SpfTerm.Directive.class::isInstance)
                .map(SpfTerm.Directive.class::cast)
                .toList();
    }

    /** The {@code redirect}; a record has at most one. */
    public Optional<SpfTerm.Redirect> redirect() {
        return terms.stream()
                .filter(SpfTerm.Redirect.class::isInstance)
                .map(SpfTerm.Redirect.class::cast)
                .findFirst();
    }

    /** The {@code exp}; a record has at most one. */
    public Optional<SpfTerm.Explanation> explanation() {
        return terms.stream()
                .filter(SpfTerm.Explanation.class::isInstance)
                .map(SpfTerm.Explanation.class::cast)
                .findFirst();
    }

    /** The first {@code all}; what stands after it is never reached. */
    public Optional<SpfTerm.Directive> all() {
        return directives().stream()
                .filter(directive -> directive.mechanism() instanceof SpfTerm.All)
                .findFirst();
    }
}
