package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.AddressText;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Supplier;

/** RFC 7208 section 7.2. */
final class SpfMacros implements MacroValues {
    private final SpfQuestion question;
    private final String domain;
    private final String receiver;
    private final Clock clock;
    private final Supplier<String> validatedName;

    SpfMacros(SpfQuestion question, String domain, String receiver, Clock clock, Supplier<String> validatedName) {
        this.question = question;
        this.domain = domain;
        this.receiver = receiver;
        this.clock = clock;
        this.validatedName = validatedName;
    }

    @Override
    public String of(char letter) {
        InetAddress client = question.client();
        boolean ipv4 = client.getAddress().length == 4;
        return switch (letter) {
            case 's' -> question.localPart() + "@" + question.domain();
            case 'l' -> question.localPart();
            case 'o' -> question.domain();
            case 'd' -> domain;
            case 'i' -> ipv4 ? AddressText.of(client) : nibbles(client);
            case 'p' -> validatedName.get();
            case 'v' -> ipv4 ? "in-addr" : "ip6";
            case 'h' -> question.helo();
            case 'c' -> AddressText.of(client);
            case 'r' -> receiver;
            case 't' -> String.valueOf(clock.instant().getEpochSecond());
            default -> throw new IllegalArgumentException("no macro has the letter " + letter);
        };
    }

    /** Section 7.3: hexadecimal digits with dots between. */
    private static String nibbles(InetAddress address) {
        return String.join(
                ".",
                HexFormat.of().withUpperCase().formatHex(address.getAddress()).split(""));
    }
}
