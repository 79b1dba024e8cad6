package io.tradepost.server.james.directory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * James's questions to the name system, over dnsjava with the resolvers of our configuration (James's own service can't be
 * given a port). Answers of a mail exchanger carry the port of remote servers where it is not 25, a form that James's
 * delivery understands.
 */
public final class ResolverDnsService implements DNSService {
    private static final int SMTP = 25;

    private final Resolver resolver;
    private final int remotePort;

    /**
     * @param servers    {@code address} or {@code address:port}; empty for the system's
     * @param remotePort of the servers that mail is delivered to
     */
    public ResolverDnsService(List<String> servers, int remotePort) {
        this.remotePort = remotePort;
        try {
            this.resolver = resolver(servers);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a resolver's address: " + servers, e);
        }
        this.resolver.setTimeout(Duration.ofSeconds(5));
    }

    private static Resolver resolver(List<String> servers) throws UnknownHostException {
        if (servers.isEmpty()) {
            return new ExtendedResolver();
        }
        List<Resolver> resolvers = new ArrayList<>();
        for (String server : servers) {
            int colon = server.lastIndexOf(':');
            boolean port = colon > 0 && server.indexOf(':') == colon;
            SimpleResolver one = new SimpleResolver(port ? server.substring(0, colon) : server);
            if (port) {
                one.setPort(Integer.parseInt(server.substring(colon + 1)));
            }
            resolvers.add(one);
        }
        return new ExtendedResolver(resolvers);
    }

    @Override
    public Collection<String> findMXRecords(String host) throws TemporaryResolutionException {
        List<MXRecord> exchangers = new ArrayList<>();
        for (Record found : ask(host, Type.MX)) {
            if (found instanceof MXRecord exchanger) {
                exchangers.add(exchanger);
            }
        }
        if (exchangers.isEmpty()) {
            // RFC 5321 section 5.1: without an MX the domain's own address is the exchanger.
            return ask(host, Type.A).isEmpty() && ask(host, Type.AAAA).isEmpty() ? List.of() : List.of(withPort(host));
        }
        // RFC 7505: a single MX of "." says that the domain takes no mail.
        exchangers.removeIf(exchanger -> exchanger.getTarget().toString().equals("."));
        Collections.shuffle(exchangers);
        exchangers.sort(Comparator.comparingInt(MXRecord::getPriority));
        return exchangers.stream()
                .map(exchanger -> withPort(exchanger.getTarget().toString(true)))
                .toList();
    }

    private String withPort(String host) {
        return remotePort == SMTP ? host : host + ":" + remotePort;
    }

    private List<Record> ask(String host, int type) throws TemporaryResolutionException {
        try {
            Lookup lookup = new Lookup(host, type);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            Record[] found = lookup.run();
            if (lookup.getResult() == Lookup.TRY_AGAIN) {
                throw new TemporaryResolutionException("no answer about " + host + ": " + lookup.getErrorString());
            }
            return found == null ? List.of() : List.of(found);
        } catch (TextParseException e) {
            return List.of();
        }
    }

    @Override
    public Collection<String> findTXTRecords(String host) {
        try {
            return ask(host, Type.TXT).stream()
                    .filter(TXTRecord.class::isInstance)
                    .map(found -> String.join("", ((TXTRecord) found).getStrings()))
                    .toList();
        } catch (TemporaryResolutionException e) {
            return List.of();
        }
    }

    @Override
    public Collection<InetAddress> getAllByName(String host) throws UnknownHostException {
        if (host.isEmpty() || host.equals("localhost") || host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
            return List.of(InetAddress.getAllByName(host));
        }
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (Record found : ask(host, Type.A)) {
                if (found instanceof ARecord address) {
                    addresses.add(address.getAddress());
                }
            }
            for (Record found : ask(host, Type.AAAA)) {
                if (found instanceof AAAARecord address) {
                    addresses.add(address.getAddress());
                }
            }
        } catch (TemporaryResolutionException e) {
            UnknownHostException unknown = new UnknownHostException(host + ": " + e.getMessage());
            unknown.initCause(e);
            throw unknown;
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    @Override
    public InetAddress getByName(String host) throws UnknownHostException {
        return getAllByName(host).iterator().next();
    }

    @Override
    public InetAddress getLocalHost() throws UnknownHostException {
        return InetAddress.getLocalHost();
    }

    @Override
    public String getHostName(InetAddress address) {
        return address.getHostAddress();
    }
}
