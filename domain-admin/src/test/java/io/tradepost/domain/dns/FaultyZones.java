package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.PrivateNsd;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Zones with one fault each, and healthy ones. All below {@code test} but one public suffix. */
final class FaultyZones {
    static final String OURS = "192.0.2.10";
    private static final String OURS6 = "2001:db8::10";
    private static final String MAIL_HOST = "mail.ours.test";
    private static final String GOOD_MX = "@ IN MX 10 " + MAIL_HOST + ".";
    private static final String GOOD_SPF = "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " -all\"";

    private FaultyZones() {}

    static PrivateNsd.Zones all() {
        String[] tenIncludes = IntStream.range(0, 11)
                .mapToObj(i -> "s" + i + " IN TXT \"v=spf1 ip4:203.0.113." + i + " -all\"")
                .toArray(String[]::new);
        String manyIncludes = "@ IN TXT \"v=spf1 ip4:" + OURS + " "
                + "\" \"include:"
                + String.join(
                        "\" \" include:",
                        IntStream.range(0, 11)
                                .mapToObj(i -> "s" + i + ".lookups.test")
                                .toList())
                + "\" \" -all\"";
        return new PrivateNsd.Zones()
                .zone("test", "ns.nic IN A 127.0.0.1")
                // A public suffix, so that it is known what can be registered below it.
                .zone("com", "other IN A 127.0.0.1")
                .zone(
                        "ours.test",
                        "mail IN A " + OURS,
                        "mail IN AAAA " + OURS6,
                        "mail IN TXT \"v=spf1 a -all\"",
                        "alias IN CNAME mail",
                        "two IN A " + OURS,
                        GOOD_MX,
                        GOOD_SPF)
                .zone("healthy.test", GOOD_MX, GOOD_SPF, "@ IN TXT \"some-vendor-verification=1\"", "sub IN A " + OURS)
                .zone("nomx.test", "@ IN A 198.51.100.7", GOOD_SPF)
                .zone("nullmx.test", "@ IN MX 0 .", GOOD_SPF)
                .zone("mixedmx.test", "@ IN MX 0 .", GOOD_MX, GOOD_SPF)
                .zone("cnamemx.test", "@ IN MX 10 alias.ours.test.", GOOD_SPF)
                .zone("noaddr.test", "@ IN MX 10 nothing.ours.test.", GOOD_SPF)
                .zone("literalmx.test", "@ IN MX 10 192.0.2.10.", GOOD_SPF)
                .zone("foreign.test", "@ IN MX 10 mx.foreign.test.", "mx IN A 198.51.100.25", GOOD_SPF)
                .zone("some.test", GOOD_MX, "@ IN MX 20 mx", "mx IN A 198.51.100.25", GOOD_SPF)
                .zone("dup.test", GOOD_MX, "@ IN MX 20 " + MAIL_HOST + ".", GOOD_SPF)
                .zone("nospf.test", GOOD_MX)
                .zone(
                        "twospf.test",
                        GOOD_MX,
                        GOOD_SPF,
                        "@ IN TXT \"v=spf1 include:sub.healthy.test ip4:203.0.113.9 ~all\"")
                .zone("badspf.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ipv4:203.0.113.9 -all\"")
                .zone("prefix.test", GOOD_MX, "@ IN TXT \"spf1 ip4:" + OURS + " -all\"")
                .zone("notpass.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:203.0.113.0/24 include:ours.test -all\"")
                .zone("fails.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:203.0.113.0/24 include:s1.lookups.test -all\"")
                .zone("lookups.test", concat(tenIncludes, GOOD_MX, manyIncludes))
                .zone(
                        "void.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6
                                + " a:x1.void.test a:x2.void.test mx:x3.void.test -all\"")
                .zone("open.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " ?all\"")
                .zone("ptr.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " ptr -all\"")
                .zone(
                        "dangling.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " include:spf.bankrupt-exports.com -all\"")
                .zone(
                        "broken.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " include:badspf.test -all\"")
                .zone(
                        "manymx.test",
                        concat(
                                IntStream.range(0, 11)
                                        .mapToObj(i -> "m" + i + " IN A 203.0.113." + i)
                                        .toArray(String[]::new),
                                concat(
                                        IntStream.range(0, 11)
                                                .mapToObj(i -> "pool IN MX 10 m" + i)
                                                .toArray(String[]::new),
                                        GOOD_MX,
                                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6
                                                + " mx:pool.manymx.test -all\"")))
                .zone(
                        "long.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + "\"" + " \" ip4:203.0.113.0/30\"".repeat(25)
                                + " \" -all\"")
                .zone(
                        "huge.test",
                        concat(
                                IntStream.range(0, 30)
                                        .mapToObj(i -> "@ IN TXT \"" + ("token" + i).repeat(30) + "\"")
                                        .toArray(String[]::new),
                                GOOD_MX,
                                GOOD_SPF));
    }

    private static String[] concat(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    static DomainQuestion question(String domain) throws IOException {
        List<InetAddress> ours = List.of(InetAddress.getByName(OURS), InetAddress.getByName(OURS6));
        return new DomainQuestion(domain, MAIL_HOST, ours, ours);
    }
}
