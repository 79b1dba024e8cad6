package io.tradepost.domain.dns.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** An nsd of the test's own: real zones on a high port of loopback, gone when closed. */
public final class PrivateNsd implements AutoCloseable {
    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(PrivateNsd.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final Process server;

    private PrivateNsd(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Zones in the making: an apex and the lines of its file. */
    public static final class Zones {
        private final Map<String, List<String>> lines = new LinkedHashMap<>();

        /** A zone with a SOA, a name server, and these records; names relative to the apex. */
        public Zones zone(String apex, String... records) {
            List<String> all = new ArrayList<>(List.of(
                    "$ORIGIN " + apex + ".",
                    "$TTL 300",
                    "@ IN SOA ns.nic.test. hostmaster.nic.test. 1 3600 600 86400 60",
                    "@ IN NS ns.nic.test."));
            all.addAll(List.of(records));
            lines.put(apex, all);
            return this;
        }

        public Set<String> apexes() {
            return lines.keySet();
        }

        /** The lines of a zone's file, to be changed in place. */
        public List<String> linesOf(String apex) {
            return lines.getOrDefault(apex, new ArrayList<>());
        }
    }

    public static PrivateNsd start(Zones zones) {
        try {
            Path folder = Files.createTempDirectory("tpnsd");
            int port = freePort();
            Files.writeString(folder.resolve("nsd.conf"), configuration(folder, port, zones));
            Process server = new ProcessBuilder(
                            "/usr/sbin/nsd",
                            "-d",
                            "-c",
                            folder.resolve("nsd.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nsd.out").toFile())
                    .start();
            PrivateNsd nsd = new PrivateNsd(folder, port, server);
            nsd.awaitAnswer(zones.lines.keySet().iterator().next());
            return nsd;
        } catch (IOException failure) {
            throw new UncheckedIOException("nsd must be installed for this test", failure);
        }
    }

    /** A port that is free for UDP and TCP alike, since a name server listens on both. */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                try (DatagramSocket udp = new DatagramSocket(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()))) {
                    return udp.getLocalPort();
                } catch (SocketException taken) {
                    LOG.debug("port {} is taken for UDP", tcp.getLocalPort(), taken);
                }
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }

    private static String configuration(Path folder, int port, Zones zones) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("server:\n  ip-address: 127.0.0.1\n  port: ").append(port).append('\n');
        text.append("  username: \"\"\n  chroot: \"\"\n  server-count: 1\n  rrl-ratelimit: 0\n");
        text.append("  zonesdir: \"").append(folder).append("\"\n");
        text.append("  pidfile: \"\"\n  database: \"\"\n");
        text.append("  logfile: \"").append(folder.resolve("nsd.log")).append("\"\n");
        text.append("  xfrdfile: \"").append(folder.resolve("xfrd.state")).append("\"\n");
        text.append("  zonelistfile: \"").append(folder.resolve("zone.list")).append("\"\n");
        text.append("  xfrdir: \"").append(folder).append("\"\n");
        text.append("remote-control:\n  control-enable: no\n");
        int number = 0;
        for (Map.Entry<String, List<String>> zone : zones.lines.entrySet()) {
            String file = "zone" + number++;
            Files.write(folder.resolve(file), zone.getValue());
            text.append("zone:\n  name: \"").append(zone.getKey()).append("\"\n");
            text.append("  zonefile: \"").append(file).append("\"\n");
        }
        return text.toString();
    }

    private void awaitAnswer(String apex) throws IOException {
        Instant last = Instant.now().plus(LONGEST_START);
        try (NetworkLookup dns = NetworkLookup.at(address(), Duration.ofMillis(200))) {
            while (!(dns.ask(Name.fromString(apex + "."), Type.SOA).join() instanceof DnsAnswer.Found)) {
                if (!server.isAlive() || Instant.now().isAfter(last)) {
                    throw new IllegalStateException("nsd did not start: " + Files.readString(folder.resolve("nsd.out"))
                            + Files.readString(folder.resolve("nsd.log")));
                }
            }
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
                server.waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
