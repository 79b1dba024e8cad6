package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.AddressText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses.
 *
 * @param prefix leading bits that count: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Network(InetAddress address, int prefix) {
    // RFC 7208 section 12, qnum: 0 to 255 without leading zeros.
    private static final String QNUM = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(QNUM + "(\\." + QNUM + "){3}");
    private static final int IPV6_BYTES = 16;
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

    /** The IPv4 address written so, and nothing else that a library might take for one (such as {@code 127.1}). */
    static Optional<InetAddress> ipv4(String text) {
        return IPV4.matcher(text).matches() ? literal(text) : Optional.empty();
    }

    /**
     * The address written in a form of RFC 4291 section 2.2. One that maps an IPv4 address stays IPv6, so that {@code ip6}
     * never matches an IPv4 client.
     */
    static Optional<InetAddress> ipv6(String text) {
        if (!IPV6.matcher(text).matches() || !text.contains(":")) {
            return Optional.empty();
        }
        return literal("[" + text + "]").map(Network::unmapped);
    }

    private static InetAddress unmapped(InetAddress address) {
        byte[] four = address.getAddress();
        if (four.length == IPV6_BYTES) {
            return address;
        }
        byte[] sixteen = new byte[IPV6_BYTES];
        sixteen[10] = (byte) 0xFF;
        sixteen[11] = (byte) 0xFF;
        System.arraycopy(four, 0, sixteen, 12, four.length);
        try {
            return Inet6Address.getByAddress("", sixteen, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an IPv6 address", impossible);
        }
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** Whether the address is in this block; never for one of the other family. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return AddressText.of(address) + "/" + prefix;
    }
}
