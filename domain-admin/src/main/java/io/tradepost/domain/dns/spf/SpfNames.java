package io.tradepost.domain.dns.spf;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;

/** Domain names as SPF treats them. */
final class SpfNames {
    /** RFC 7208 section 7.3: a longer name loses labels from the left. */
    private static final int LONGEST = 253;

    private SpfNames() {}

    /** The absolute name, or nothing where the text can't be one (empty or too long labels). */
    static Optional<Name> absolute(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A backslash is a letter like another here; only a zone file gives it a meaning.
            return Optional.of(Name.fromString(bare.replace("\\", "\\\\") + "."));
        } catch (TextParseException unusable) {
            return Optional.empty();
        }
    }

    /** Whether a check can begin with this domain (section 4.3): well formed, and of two labels at least. */
    static boolean canBegin(String domain) {
        return absolute(domain).filter(name -> name.labels() > 2).isPresent();
    }

    static String shortened(String domain) {
        String rest = domain;
        while (rest.length() > LONGEST && rest.indexOf('.') >= 0) {
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return rest;
    }

    /** In lower case, without the closing dot. */
    static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    static boolean isAtOrBelow(String name, String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        String own = name.toLowerCase(Locale.ROOT);
        return own.equals(wanted) || own.endsWith("." + wanted);
    }

    static Name reverse(InetAddress address) {
        return ReverseMap.fromAddress(address);
    }
}
