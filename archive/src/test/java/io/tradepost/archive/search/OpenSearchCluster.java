package io.tradepost.archive.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real cluster of two nodes in a process of its own, whose libraries never meet ours. */
final class OpenSearchCluster implements AutoCloseable {
    private final Process process;
    private final List<URI> hosts;

    private OpenSearchCluster(Process process, List<URI> hosts) {
        this.process = process;
        this.hosts = hosts;
    }

    /** Starts one, and returns when it is green. */
    static OpenSearchCluster start(Path folder) throws IOException {
        Path classpath = Path.of("target", "opensearch.classpath");
        if (!Files.exists(classpath)) {
            throw new IllegalStateException("the build has not written " + classpath.toAbsolutePath());
        }
        Path log = folder.resolve("cluster.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Files.readString(classpath).strip(),
                        Path.of("src", "test", "opensearch", "Cluster.java").toString(),
                        folder.resolve("nodes").toString(),
                        Integer.toString(freePorts()),
                        "test-" + ProcessHandle.current().pid())
                .redirectError(log.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                List<URI> hosts = Arrays.stream(line.substring(6).split(" "))
                        .map(port -> URI.create("http://127.0.0.1:" + port))
                        .toList();
                return new OpenSearchCluster(process, hosts);
            }
        }
        throw new IllegalStateException("no cluster: " + Files.readString(log));
    }

    /** Its nodes. */
    List<URI> hosts() {
        return hosts;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A port below a row of twelve that nobody uses: two for HTTP, two between the nodes. */
    private static int freePorts() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int base = first.getLocalPort();
                if (base < 65_000 && free(base + 1) && free(base + 2) && free(base + 11) && free(base + 12)) {
                    return base;
                }
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
