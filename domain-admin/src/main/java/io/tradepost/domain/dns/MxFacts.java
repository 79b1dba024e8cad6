package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What the DNS says about where a domain's mail goes.
 *
 * @param own the domain's own addresses, to which senders turn when there is no MX
 * @param hosts each host named, once, the preferred first, without the null MX
 */
record MxFacts(DnsAnswer answer, List<MXRecord> records, Host own, List<Host> hosts) {
    /** A host and its addresses. */
    record Host(Name name, DnsAnswer ipv4, DnsAnswer ipv6) {
        List<InetAddress> addresses() {
            List<InetAddress> addresses = new ArrayList<>();
            ipv4.all(ARecord.class).forEach(record -> addresses.add(record.getAddress()));
            ipv6.all(AAAARecord.class).forEach(record -> addresses.add(record.getAddress()));
            return addresses;
        }

        /** Whether it is an IP address written where a host name belongs; such a name has no address, ever. */
        boolean isLiteral() {
            return text().matches("[0-9]+(\\.[0-9]+){3}");
        }

        /** Whether a question about it stayed without an answer. */
        boolean isUnknown() {
            return !isLiteral() && (ipv4 instanceof DnsAnswer.Unknown || ipv6 instanceof DnsAnswer.Unknown);
        }

        String text() {
            return name.toString(true);
        }
    }

    static CompletableFuture<MxFacts> gather(DnsLookup dns, Name domain) {
        return dns.ask(domain, Type.MX)
                .thenCompose(answer -> host(dns, domain).thenCompose(own -> withHosts(dns, answer, own)));
    }

    private static CompletableFuture<MxFacts> withHosts(DnsLookup dns, DnsAnswer answer, Host own) {
        List<MXRecord> records = answer.all(MXRecord.class).stream()
                .sorted(Comparator.comparingInt(MXRecord::getPriority).thenComparing(MXRecord::getTarget))
                .toList();
        List<CompletableFuture<Host>> hosts = records.stream()
                .map(MXRecord::getTarget)
                .filter(target -> !target.equals(Name.root))
                .distinct()
                .map(target -> host(dns, target))
                .toList();
        return CompletableFuture.allOf(hosts.toArray(CompletableFuture[]::new))
                .thenApply(unused -> new MxFacts(
                        answer,
                        records,
                        own,
                        hosts.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletableFuture<Host> host(DnsLookup dns, Name name) {
        return dns.ask(name, Type.A).thenCombine(dns.ask(name, Type.AAAA), (ipv4, ipv6) -> new Host(name, ipv4, ipv6));
    }
}
