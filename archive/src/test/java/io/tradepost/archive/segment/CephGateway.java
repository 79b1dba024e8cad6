package io.tradepost.archive.segment;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Ceph's object gateway, an S3 server that acts on Object Lock, over a cluster of one monitor and one storage daemon in
 * memory. All are processes of the test's own on loopback, without sign-in among each other, in one folder.
 */
final class CephGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String USER = "key";
    private static final String SECRET = "secret";

    private final Path folder;
    private final int port;
    private final Deque<Process> processes = new ArrayDeque<>();

    private CephGateway(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Makes the cluster and waits until the gateway answers, which takes about twenty seconds. */
    static CephGateway start(Path parent) throws IOException {
        CephGateway gateway = new CephGateway(Files.createDirectories(parent.resolve("ceph")), S3Mock.freePort());
        try {
            gateway.startMonitor();
            gateway.startStorage();
            gateway.run(
                    "radosgw-admin",
                    "user",
                    "create",
                    "--uid=" + USER,
                    "--display-name=" + USER,
                    "--access-key=" + USER,
                    "--secret-key=" + SECRET);
            gateway.launch("radosgw", "-n", "client.admin", "-f");
            gateway.await();
            return gateway;
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    private void startMonitor() throws IOException {
        int monitor = S3Mock.freePort();
        String cluster = UUID.randomUUID().toString();
        Files.writeString(folder.resolve("ceph.conf"), configuration(cluster, monitor));
        for (String data : List.of("mon", "osd", "gateway")) {
            Files.createDirectory(folder.resolve(data));
        }
        Path map = folder.resolve("monmap");
        run(
                "monmaptool",
                "--create",
                "--addv",
                "a",
                "[v2:127.0.0.1:" + monitor + "]",
                "--fsid",
                cluster,
                map.toString());
        run("ceph-mon", "-i", "a", "--mkfs", "--monmap", map.toString());
        launch("ceph-mon", "-i", "a", "-f");
    }

    private void startStorage() throws IOException {
        String osd = UUID.randomUUID().toString();
        run("ceph", "osd", "new", osd);
        run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd);
        launch("ceph-osd", "-i", "0", "-f");
    }

    /** One copy of everything, kept in memory; nobody signs in, so that connections are checked but not encrypted. */
    private String configuration(String cluster, int monitor) {
        return """
                [global]
                fsid = %1$s
                mon_host = v2:127.0.0.1:%2$d
                mon_initial_members = a
                auth_cluster_required = none
                auth_service_required = none
                auth_client_required = none
                public_addr = 127.0.0.1
                cluster_addr = 127.0.0.1
                ms_bind_msgr1 = false
                ms_cluster_mode = crc
                ms_service_mode = crc
                ms_client_mode = crc
                ms_mon_client_mode = crc
                osd_pool_default_size = 1
                osd_pool_default_min_size = 1
                osd_pool_default_pg_num = 1
                osd_pool_default_pgp_num = 1
                mon_allow_pool_size_one = true
                osd_crush_chooseleaf_type = 0
                osd_objectstore = memstore
                memstore_device_bytes = 1073741824
                mon_data = %3$s/mon
                osd_data = %3$s/osd
                rgw_data = %3$s/gateway
                rgw_frontends = beast endpoint=127.0.0.1:%4$d
                run_dir = %3$s
                crash_dir = %3$s
                admin_socket =
                log_file = %3$s/$name.log
                """.formatted(cluster, monitor, folder, port);
    }

    private void run(String... command) throws IOException {
        Process process = begin(command);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output(command[0])));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private void launch(String... command) throws IOException {
        processes.push(begin(command));
    }

    private Process begin(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!command[0].equals("monmaptool")) {
            builder.environment().put("CEPH_CONF", folder.resolve("ceph.conf").toString());
        }
        File output = output(command[0]).toFile();
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output)).start();
    }

    private Path output(String program) {
        return folder.resolve(program + ".out");
    }

    private void await() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!processes.stream().allMatch(Process::isAlive) || System.nanoTime() > deadline) {
                throw new IOException("the object gateway does not answer: " + Files.readString(output("radosgw")));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) S3Mock.endpoint(port).toURL().openConnection();
            asked.setConnectTimeout(1000);
            asked.setReadTimeout(30_000);
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            while (!processes.isEmpty()) {
                processes.pop().destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
