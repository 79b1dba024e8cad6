package io.tradepost.domain.text;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;

/** IP addresses as people write them: IPv6 in the short form of RFC 5952. */
public final class AddressText {
    private AddressText() {}

    /** The address alone, without a zone index. */
    public static String of(InetAddress address) {
        return InetAddresses.toAddrString(address);
    }
}
