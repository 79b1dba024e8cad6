package io.tradepost.domain.dns.lookup;

import com.google.common.net.HostAndPort;
import io.tradepost.domain.DomainAdminException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks name servers over UDP, and over TCP where an answer was cut short. Servers are tried in order, twice round; the
 * first that answers NOERROR or NXDOMAIN is believed.
 *
 * <p>A fixed executor takes the answers: dnsjava's own default starts a thread for each task on small machines, which costs
 * two thirds of the speed.
 */
public final class NetworkLookup implements DnsLookup, AutoCloseable {
    private static final Duration FOR_ONE_TRY = Duration.ofSeconds(2);
    private static final int ROUNDS = 2;
    private static final int MOST_ALIASES = 8;
    private static final int DNS_PORT = 53;
    /** The size that passes everywhere without fragments: DNS flag day 2020. */
    private static final int UDP_PAYLOAD_BYTES = 1232;

    private static final ThreadFactory DAEMON =
            Thread.ofPlatform().daemon().name("dns-", 0).factory();

    private record Server(SimpleResolver resolver, String name) {}

    private final List<Server> servers;
    private final ExecutorService executor = Executors.newFixedThreadPool(2, DAEMON);

    private NetworkLookup(List<InetSocketAddress> addresses, Duration forOneTry) {
        this.servers = addresses.stream()
                .map(address -> new Server(resolver(address, forOneTry), shown(address)))
                .toList();
    }

    /** Asks the resolvers that this machine is set up with. */
    public static NetworkLookup system() {
        return new NetworkLookup(ResolverConfig.getCurrentConfig().servers(), FOR_ONE_TRY);
    }

    /**
     * Asks one server.
     *
     * @param hostAndPort {@code HOST}, {@code HOST:PORT} or {@code [IPv6]:PORT}; port 53 if none is given
     */
    public static NetworkLookup at(String hostAndPort) {
        try {
            HostAndPort where = HostAndPort.fromString(hostAndPort).withDefaultPort(DNS_PORT);
            return at(new InetSocketAddress(InetAddress.getByName(where.getHost()), where.getPort()), FOR_ONE_TRY);
        } catch (IllegalArgumentException | UnknownHostException unusable) {
            throw DomainAdminException.permanent(
                    "'" + hostAndPort + "' is no resolver; write HOST:PORT, such as 127.0.0.1:53", unusable);
        }
    }

    /**
     * Asks one server.
     *
     * @param forOneTry how long to wait for it; two tries are made
     */
    public static NetworkLookup at(InetSocketAddress server, Duration forOneTry) {
        return new NetworkLookup(List.of(server), forOneTry);
    }

    private static SimpleResolver resolver(InetSocketAddress address, Duration forOneTry) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(forOneTry);
        resolver.setEDNS(0, UDP_PAYLOAD_BYTES, 0, List.of());
        return resolver;
    }

    private static String shown(InetSocketAddress address) {
        return HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort())
                .toString();
    }

    @Override
    public CompletableFuture<DnsAnswer> ask(Name name, int type) {
        return follow(name, type, List.of());
    }

    private CompletableFuture<DnsAnswer> follow(Name name, int type, List<CNAMERecord> soFar) {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        return send(question, 0).thenCompose(reply -> {
            Reading reading = Reading.of(name, type, reply, soFar);
            // A server that is no resolver gives the alias and leaves its target to us.
            if (reading.openAlias() && reading.answer().aliases().size() <= MOST_ALIASES) {
                List<CNAMERecord> aliases = reading.answer().aliases();
                return follow(aliases.getLast().getTarget(), type, aliases);
            }
            return CompletableFuture.completedFuture(reading.answer());
        });
    }

    private CompletableFuture<Reply> send(Message question, int attempt) {
        Server server = servers.get(attempt % servers.size());
        boolean last = attempt + 1 >= servers.size() * ROUNDS;
        return query(server, question)
                .thenCompose(reply -> reply.settles() || last
                        ? CompletableFuture.completedFuture(reply)
                        : send(question, attempt + 1));
    }

    private CompletableFuture<Reply> query(Server server, Message question) {
        CompletionStage<Message> reply = server.resolver.sendAsync(question, executor);
        return reply.handle((message, failure) -> failure == null
                        ? Reply.of(message, server.name)
                        : Reply.failed(
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure,
                                server.name))
                .toCompletableFuture();
    }

    /** Lets go of the threads. Questions still open may stay without an answer. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
