package io.tradepost.trade.text;

import com.google.common.net.InternetDomainName;
import com.ibm.icu.text.IDNA;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Mail addresses and domains in the one spelling that is compared. */
public final class Addresses {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI);
    private static final int MAX_ADDRESS = 320;
    private static final int MAX_DOMAIN = 253;

    private Addresses() {}

    /**
     * The addr-spec in lower case, its domain in ASCII (UTS 46). A display name is dropped: of {@code "a@b" <c@d>}
     * remains {@code c@d}. Empty if there is no address in it. The local part is case-folded although RFC 5321 section
     * 2.4 leaves its case to the receiving host: no host in use tells them apart, people do not either.
     */
    public static String canonical(String raw) {
        String address = raw.strip();
        int open = address.lastIndexOf('<');
        if (open >= 0) {
            int close = address.indexOf('>', open);
            address = address.substring(open + 1, close < 0 ? address.length() : close)
                    .strip();
        }
        int at = address.lastIndexOf('@');
        if (at <= 0 || at == address.length() - 1 || address.length() > MAX_ADDRESS) {
            return "";
        }
        String domain = canonicalDomain(address.substring(at + 1));
        if (!isLocalPart(address.substring(0, at))) {
            return "";
        }
        return domain.isEmpty() ? "" : address.substring(0, at).toLowerCase(Locale.ROOT) + '@' + domain;
    }

    /** All addresses in a field into which people type several, parted by comma, semicolon or space. */
    public static List<String> all(String field) {
        String one = canonical(field);
        if (!one.isEmpty()) {
            return List.of(one);
        }
        return Arrays.stream(field.split("[,;\\s]+", -1))
                .map(Addresses::canonical)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    /** Quoted, or free of what only several addresses at once would have in them. */
    private static boolean isLocalPart(String local) {
        if (local.length() > 1 && local.startsWith("\"") && local.endsWith("\"")) {
            return true;
        }
        return local.chars().noneMatch(c -> c <= ' ' || ",;<>@()\"".indexOf(c) >= 0);
    }

    /** A domain in lower-case ASCII without a final dot; empty if it is none. */
    public static String canonicalDomain(String raw) {
        String domain = raw.strip();
        while (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        if (domain.isEmpty() || domain.length() > MAX_DOMAIN) {
            return "";
        }
        boolean ascii = domain.chars().allMatch(c -> c < 0x80);
        if (!ascii) {
            StringBuilder out = new StringBuilder();
            IDNA.Info info = new IDNA.Info();
            UTS46.nameToASCII(domain, out, info);
            if (info.hasErrors()) {
                return "";
            }
            domain = out.toString();
        }
        return isHostName(domain) ? domain.toLowerCase(Locale.ROOT) : "";
    }

    /** The part behind the {@code @} of a canonical address; empty if there is none. */
    public static String domainOf(String canonicalAddress) {
        return canonicalAddress.substring(canonicalAddress.lastIndexOf('@') + 1);
    }

    /**
     * Letters, digits, hyphens and (seen in the wild) underscores in labels of 1 to 63 (RFC 1035 section 2.3.1). A last
     * label of digits makes an IP address and no name (RFC 3696 section 2).
     */
    private static boolean isHostName(String domain) {
        int label = 0;
        boolean onlyDigits = true;
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c == '.') {
                if (label == 0 || domain.charAt(i - 1) == '-') {
                    return false;
                }
                label = 0;
                onlyDigits = true;
                continue;
            }
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean inside = c == '-' && label > 0;
            if ((!digit && !letter && !inside) || ++label > 63) {
                return false;
            }
            onlyDigits &= digit;
        }
        return label > 0 && !onlyDigits && domain.charAt(domain.length() - 1) != '-';
    }

    /**
     * The registrable domain: one label more than the public suffix ({@code mail.acme.co.uk} gives {@code acme.co.uk}).
     * Under suffixes that the public list does not know, such as the reserved {@code .example} and {@code .test} (RFC
     * 2606), the last two labels. A public suffix itself has none: empty.
     */
    public static String registrable(String canonicalDomain) {
        if (canonicalDomain.isEmpty() || !InternetDomainName.isValid(canonicalDomain)) {
            return "";
        }
        InternetDomainName name = InternetDomainName.from(canonicalDomain);
        if (name.isUnderPublicSuffix()) {
            return name.topPrivateDomain().toString();
        }
        if (name.isPublicSuffix()) {
            return "";
        }
        int last = canonicalDomain.lastIndexOf('.');
        if (last <= 0 || Character.isDigit(canonicalDomain.charAt(canonicalDomain.length() - 1))) {
            return "";
        }
        return canonicalDomain.substring(canonicalDomain.lastIndexOf('.', last - 1) + 1);
    }

    /** The host of a website as people type it: with or without scheme, path and {@code www}. Empty if none. */
    public static String hostOf(String website) {
        String host = website.strip();
        int scheme = host.indexOf("://");
        if (scheme >= 0) {
            host = host.substring(scheme + 3);
        }
        int end = host.length();
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '/' || c == '?' || c == '#' || c == ':') {
                end = i;
                break;
            }
        }
        host = host.substring(0, end);
        return canonicalDomain(host.substring(host.lastIndexOf('@') + 1));
    }
}
