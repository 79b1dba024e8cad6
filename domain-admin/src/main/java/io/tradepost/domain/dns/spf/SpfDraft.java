package io.tradepost.domain.dns.spf;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.tradepost.domain.text.AddressText;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A record to publish, made from what is published already. Terms of other senders stay, in their order; what does not
 * parse is left out, since one bad term spoils the whole record.
 */
public final class SpfDraft {
    private static final String USUAL_END = "~all";

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final List<SpfTerm> terms;
    private final String end;

    private SpfDraft(List<SpfTerm> terms, String end) {
        this.terms = terms;
        this.end = end;
    }

    /**
     * Begins with the terms of these records, each once. Several records, which is an error, become one.
     *
     * @param published the texts of all SPF records found; may be empty
     */
    public static SpfDraft from(Collection<String> published) {
        Map<String, SpfTerm> kept = new LinkedHashMap<>();
        List<SpfTerm.Directive> ends = new ArrayList<>();
        for (String text : published) {
            String rest = text.substring(Math.min(text.length(), SpfRecord.VERSION.length()));
            WORDS.split(rest).forEach(word -> keep(word, kept, ends));
        }
        boolean redirected = kept.values().stream().anyMatch(SpfTerm.Redirect.class::isInstance);
        return new SpfDraft(List.copyOf(kept.values()), end(ends, redirected));
    }

    private static void keep(String word, Map<String, SpfTerm> kept, List<SpfTerm.Directive> ends) {
        if (word.chars().anyMatch(letter -> letter < 0x21 || letter > 0x7E)) {
            return;
        }
        List<SpfTerm> parsed;
        try {
            parsed = SpfRecord.parse(SpfRecord.VERSION + " " + word).terms();
        } catch (SpfSyntaxException broken) {
            return;
        }
        for (SpfTerm term : parsed) {
            if (term instanceof SpfTerm.Directive directive && directive.mechanism() instanceof SpfTerm.All) {
                ends.add(directive);
            } else {
                String key = switch (term) {
                    case SpfTerm.Redirect redirect -> "redirect=";
                    case SpfTerm.Explanation explanation -> "exp=";
                    default -> term.text().toLowerCase(Locale.ROOT);
                };
                kept.putIfAbsent(key, term);
            }
        }
    }

    /** What the owner chose, if it says no to strangers; else a soft no, which leaves forwarded mail to DMARC. */
    private static String end(List<SpfTerm.Directive> ends, boolean redirected) {
        if (ends.isEmpty()) {
            return redirected ? "" : USUAL_END;
        }
        SpfTerm.Qualifier qualifier = ends.getFirst().qualifier();
        return qualifier == SpfTerm.Qualifier.FAIL ? "-all" : USUAL_END;
    }

    /** Without the terms that a caller names. */
    public SpfDraft without(Predicate<SpfTerm> unwanted) {
        return new SpfDraft(terms.stream().filter(unwanted.negate()).toList(), end);
    }

    /** With these addresses allowed. They stand first, where they match before anything can go wrong. */
    public SpfDraft allowing(Collection<InetAddress> addresses) {
        List<SpfTerm> more = new ArrayList<>();
        for (InetAddress address : addresses) {
            // Only before the first term that refuses: behind it, an allowance may come too late.
            boolean there = terms.stream()
                    .takeWhile(term -> !(term instanceof SpfTerm.Directive directive)
                            || directive.qualifier() == SpfTerm.Qualifier.PASS)
                    .anyMatch(term -> allows(term, address));
            if (!there) {
                String word = (address.getAddress().length == 4 ? "ip4:" : "ip6:") + AddressText.of(address);
                more.addAll(SpfRecord.parse(SpfRecord.VERSION + " " + word).terms());
            }
        }
        more.addAll(terms);
        return new SpfDraft(List.copyOf(more), end);
    }

    private static boolean allows(SpfTerm term, InetAddress address) {
        return term instanceof SpfTerm.Directive directive
                && directive.mechanism() instanceof SpfTerm.Ip ip
                && ip.network().contains(address);
    }

    /** The record's text. */
    public String text() {
        List<String> words = new ArrayList<>(List.of(SpfRecord.VERSION));
        // Modifiers may stand anywhere; people look for them at the end.
        terms.stream()
                .filter(SpfTerm.Directive.class::isInstance)
                .map(SpfTerm::text)
                .forEach(words::add);
        if (!end.isEmpty()) {
            words.add(end);
        }
        terms.stream()
                .filter(term -> !(term instanceof SpfTerm.Directive))
                // Beside an "all" a redirect is never followed.
                .filter(term -> end.isEmpty() || !(term instanceof SpfTerm.Redirect))
                .map(SpfTerm::text)
                .forEach(words::add);
        return String.join(" ", words);
    }
}
