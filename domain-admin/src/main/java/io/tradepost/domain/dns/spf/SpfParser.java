package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of RFC 7208 section 12. */
final class SpfParser {
    private static final Pattern TERM = Pattern.compile("[^ ]+");
    // modifier = redirect / explanation / unknown-modifier; name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern DIRECTIVE = Pattern.compile("([-+?~]?)([A-Za-z][A-Za-z0-9]*)(.*)", Pattern.DOTALL);
    // dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]
    private static final Pattern DUAL_CIDR = Pattern.compile("(/([0-9]*))?(//([0-9]*))?$");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    // toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
    private static final Pattern TOP_LABEL =
            Pattern.compile("[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9]");
    private static final List<String> KNOWN = List.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists");
    private static final int BITS4 = 32;
    private static final int BITS6 = 128;

    private final List<SpfTerm> terms = new ArrayList<>();

    private SpfParser() {}

    static List<SpfTerm> parse(String text) {
        if (!SpfRecord.isSpf(text)) {
            throw new SpfSyntaxException(0, Phrase.of("spf.syntax.version"));
        }
        SpfParser parser = new SpfParser();
        Matcher term = TERM.matcher(text);
        int at = SpfRecord.VERSION.length();
        while (term.find(at)) {
            parser.take(term.group(), term.start());
            at = term.end();
        }
        return parser.terms;
    }

    private void take(String text, int position) {
        Matcher modifier = MODIFIER.matcher(text);
        Matcher directive = DIRECTIVE.matcher(text);
        if (modifier.matches()) {
            takeModifier(modifier, text, position);
        } else if (directive.matches()) {
            SpfTerm.Mechanism mechanism = mechanism(
                    directive.group(2).toLowerCase(Locale.ROOT),
                    directive.group(3),
                    position + directive.start(2),
                    position + directive.start(3));
            terms.add(new SpfTerm.Directive(qualifier(directive.group(1)), mechanism, text, position));
        } else {
            throw new SpfSyntaxException(position, Phrase.of("spf.syntax.term", printable(text)));
        }
    }

    private static SpfTerm.Qualifier qualifier(String sign) {
        for (SpfTerm.Qualifier qualifier : SpfTerm.Qualifier.values()) {
            if (qualifier.sign().equals(sign)) {
                return qualifier;
            }
        }
        return SpfTerm.Qualifier.PASS;
    }

    private void takeModifier(Matcher modifier, String text, int position) {
        String name = modifier.group(1).toLowerCase(Locale.ROOT);
        int valueAt = position + modifier.start(2);
        switch (name) {
            case "redirect" -> {
                requireFirst(SpfTerm.Redirect.class, name, position);
                terms.add(new SpfTerm.Redirect(domainSpec(modifier.group(2), valueAt), text, position));
            }
            case "exp" -> {
                requireFirst(SpfTerm.Explanation.class, name, position);
                terms.add(new SpfTerm.Explanation(domainSpec(modifier.group(2), valueAt), text, position));
            }
            default -> {
                MacroString.parse(modifier.group(2), valueAt);
                terms.add(new SpfTerm.OtherModifier(text, position));
            }
        }
    }

    private void requireFirst(Class<? extends SpfTerm> kind, String name, int position) {
        if (terms.stream().anyMatch(kind::isInstance)) {
            throw new SpfSyntaxException(position, Phrase.of("spf.syntax.twice", name));
        }
    }

    private static SpfTerm.Mechanism mechanism(String name, String rest, int nameAt, int restAt) {
        return switch (name) {
            case "all" -> {
                requireEmpty(name, rest, restAt);
                yield new SpfTerm.All();
            }
            case "include" -> new SpfTerm.Include(requiredDomain(name, rest, restAt));
            case "exists" -> new SpfTerm.Exists(requiredDomain(name, rest, restAt));
            case "ptr" -> new SpfTerm.Ptr(optionalDomain(name, rest, restAt));
            case "a" -> {
                Cut cut = Cut.of(rest, restAt);
                yield new SpfTerm.A(optionalDomain(name, cut.before, restAt), cut.prefix4, cut.prefix6);
            }
            case "mx" -> {
                Cut cut = Cut.of(rest, restAt);
                yield new SpfTerm.Mx(optionalDomain(name, cut.before, restAt), cut.prefix4, cut.prefix6);
            }
            case "ip4" -> new SpfTerm.Ip(network(name, rest, restAt, BITS4));
            case "ip6" -> new SpfTerm.Ip(network(name, rest, restAt, BITS6));
            default -> throw new SpfSyntaxException(nameAt, unknown(name));
        };
    }

    private static Phrase unknown(String name) {
        // What people write most: ipv4, ip, and a mechanism glued to the next.
        Optional<String> meant = name.matches("ip(v?4)?")
                ? Optional.of("ip4")
                : name.equals("ipv6")
                        ? Optional.of("ip6")
                        : KNOWN.stream()
                                .filter(known -> known.length() > 2 && name.startsWith(known))
                                .findFirst();
        return meant.map(word -> Phrase.of("spf.syntax.mechanism-meant", name, word))
                .orElseGet(() -> Phrase.of("spf.syntax.mechanism", name));
    }

    private static void requireEmpty(String name, String rest, int restAt) {
        if (!rest.isEmpty()) {
            throw new SpfSyntaxException(restAt, Phrase.of("spf.syntax.no-value", name));
        }
    }

    private static MacroString requiredDomain(String name, String rest, int restAt) {
        if (!rest.startsWith(":") || rest.length() == 1) {
            throw new SpfSyntaxException(restAt, Phrase.of("spf.syntax.needs-domain", name));
        }
        return domainSpec(rest.substring(1), restAt + 1);
    }

    /** Without a domain of its own a mechanism speaks of the current one, which is what {@code %{d}} says. */
    private static MacroString optionalDomain(String name, String rest, int restAt) {
        return rest.isEmpty() ? MacroString.parse("%{d}", restAt) : requiredDomain(name, rest, restAt);
    }

    private static MacroString domainSpec(String text, int offset) {
        MacroString domain = MacroString.parse(text, offset);
        if (domain.endsInMacro()) {
            return domain;
        }
        // domain-end = ( "." toplabel [ "." ] ) / macro-expand
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        int dot = bare.lastIndexOf('.');
        if (dot < 0 || !TOP_LABEL.matcher(bare.substring(dot + 1)).matches()) {
            throw new SpfSyntaxException(offset + dot + 1, Phrase.of("spf.syntax.domain", printable(text)));
        }
        return domain;
    }

    private static Network network(String name, String rest, int restAt, int bits) {
        if (!rest.startsWith(":") || rest.length() == 1) {
            throw new SpfSyntaxException(restAt, Phrase.of("spf.syntax.needs-address", name));
        }
        int slash = rest.indexOf('/');
        String text = slash < 0 ? rest.substring(1) : rest.substring(1, slash);
        Optional<InetAddress> address = bits == BITS4 ? Network.ipv4(text) : Network.ipv6(text);
        if (address.isEmpty()) {
            throw new SpfSyntaxException(restAt + 1, Phrase.of("spf.syntax.address", printable(text), name));
        }
        int prefix = slash < 0 ? bits : length(rest.substring(slash + 1), restAt + slash + 1, bits);
        return new Network(address.get(), prefix);
    }

    private static int length(String digits, int position, int bits) {
        if (!LENGTH.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
            throw new SpfSyntaxException(position, Phrase.of("spf.syntax.prefix", printable(digits), bits));
        }
        return Integer.parseInt(digits);
    }

    private static String printable(String text) {
        String shown = text.codePoints()
                .collect(
                        StringBuilder::new,
                        (all, c) ->
                                all.append(c >= 0x20 && c < 0x7F ? Character.toString(c) : String.format("\\x%02X", c)),
                        StringBuilder::append)
                .toString();
        return shown.length() <= 60 ? shown : shown.substring(0, 57) + "...";
    }

    /** A mechanism's value cut into domain and prefix lengths. */
    private record Cut(String before, int prefix4, int prefix6) {
        static Cut of(String rest, int restAt) {
            Matcher cut = DUAL_CIDR.matcher(rest);
            if (!cut.find()) {
                return new Cut(rest, BITS4, BITS6);
            }
            int prefix4 = cut.group(1) == null ? BITS4 : length(cut.group(2), restAt + cut.start(2), BITS4);
            int prefix6 = cut.group(3) == null ? BITS6 : length(cut.group(4), restAt + cut.start(4), BITS6);
            return new Cut(rest.substring(0, cut.start()), prefix4, prefix6);
        }
    }
}
