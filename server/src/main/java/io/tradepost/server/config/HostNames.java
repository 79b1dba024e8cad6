package io.tradepost.server.config;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a host, a mail domain and an address may look like, without asking any name server. */
final class HostNames {
    // RFC 1123 section 2.1 with RFC 1034 section 3.5: letters, digits, hyphens inside, 1 to 63 of them.
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]+(%[A-Za-z0-9]+)?|[0-9A-Fa-f:]+(\\d+\\.){3}\\d+");
    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

    private HostNames() {}

    /** The name in lower-case A-labels (RFC 5890), if it is a host name. */
    static Optional<String> host(String name) {
        String ascii;
        try {
            ascii = IDN.toASCII(name.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] labels = ascii.split("\\.", -1);
        boolean good = ascii.length() <= 253
                && Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())
                && !DIGITS.matcher(labels[labels.length - 1]).matches();
        return good ? Optional.of(ascii) : Optional.empty();
    }

    /** Like {@link #host}, but of at least two labels: mail domains of one label reach nobody. */
    static Optional<String> domain(String name) {
        return host(name).filter(ascii -> ascii.contains("."));
    }

    /** {@code local@domain} without quoting. */
    static boolean isMailAddress(String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && LOCAL_PART.matcher(address.substring(0, at)).matches()
                && host(address.substring(at + 1)).isPresent();
    }

    /** A literal IPv4 or IPv6 address. */
    static boolean isIpAddress(String text) {
        String[] parts = text.split("\\.", -1);
        boolean four = parts.length == 4
                && Arrays.stream(parts).allMatch(part -> part.matches("\\d{1,3}") && Integer.parseInt(part) <= 255);
        return four || isIpv6(text);
    }

    private static boolean isIpv6(String text) {
        if (!text.contains(":") || !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            // A literal with colons is never looked up.
            return java.net.InetAddress.getByName(text) instanceof java.net.Inet6Address;
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    /** {@code address}, {@code address:port} or {@code [v6]:port}. */
    static boolean isIpAddressWithPort(String text) {
        if (isIpAddress(text)) {
            return true;
        }
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            return false;
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String address = text.substring(0, colon);
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return port >= 1
                && port <= 65_535
                && (bracketed ? isIpv6(address.substring(1, address.length() - 1)) : isIpAddress(address));
    }
}
