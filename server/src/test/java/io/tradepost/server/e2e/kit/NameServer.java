package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Debian's nsd, private to a test, with zones of the test's own. */
public final class NameServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private NameServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder an empty folder of its own
     * @param zones  records by zone, without its SOA and NS
     */
    public static NameServer start(Path folder, Map<String, String> zones) {
        int port = Ports.free();
        try {
            Files.createDirectories(folder);
            StringBuilder configuration =
                    new StringBuilder("""
                    server:
                      ip-address: 127.0.0.1@%d
                      zonesdir: "%s"
                      database: ""
                      pidfile: "%s/nsd.pid"
                      zonelistfile: "%s/zone.list"
                      xfrdfile: "%s/xfrd.state"
                      xfrdir: "%s"
                      username: ""
                      server-count: 1
                    remote-control:
                      control-enable: no
                    """.formatted(port, folder, folder, folder, folder, folder));
            for (Map.Entry<String, String> zone : zones.entrySet()) {
                Path file = folder.resolve(zone.getKey() + ".zone");
                Files.writeString(file, """
                        $ORIGIN %s.
                        $TTL 60
                        @ IN SOA ns.%s. hostmaster.%s. 1 3600 600 86400 60
                        @ IN NS ns.%s.
                        ns IN A 127.0.0.1
                        %s
                        """.formatted(
                                zone.getKey(), zone.getKey(), zone.getKey(), zone.getKey(), zone.getValue()));
                configuration
                        .append("zone:\n  name: \"")
                        .append(zone.getKey())
                        .append("\"\n  zonefile: \"")
                        .append(file)
                        .append("\"\n");
            }
            Path file = folder.resolve("nsd.conf");
            Files.writeString(file, configuration);
            Process process = new ProcessBuilder(program(), "-d", "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nsd.log").toFile())
                    .start();
            NameServer server = new NameServer(process, port);
            server.awaitAnswer(zones.keySet().iterator().next(), folder.resolve("nsd.log"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("nsd can't be started; is it installed?", e);
        }
    }

    private static String program() {
        return Stream.of("/usr/sbin/nsd", "/usr/local/sbin/nsd")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nsd is not installed"));
    }

    private void awaitAnswer(String zone, Path log) {
        Eventually.until("an answer from nsd", java.time.Duration.ofSeconds(20), () -> answers(zone), () -> {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean answers(String zone) {
        try {
            SimpleResolver resolver = new SimpleResolver("127.0.0.1");
            resolver.setPort(port);
            resolver.setTimeout(java.time.Duration.ofSeconds(1));
            Lookup lookup = new Lookup(zone + ".", Type.SOA);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            lookup.run();
            return lookup.getResult() == Lookup.SUCCESSFUL;
        } catch (TextParseException | java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@code outgoing.dns-servers} wants it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while nsd ended", e);
        }
    }
}
