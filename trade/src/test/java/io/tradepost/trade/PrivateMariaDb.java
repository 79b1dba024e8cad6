package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real MariaDB of our own on loopback, started and stopped at will. Tests that need it are skipped where none is installed. */
final class PrivateMariaDb implements AutoCloseable {

    private final Path data;
    private final Path server;
    private final Path socket;
    private final int port;
    private Optional<Process> process = Optional.empty();

    PrivateMariaDb(Path folder) throws IOException, InterruptedException, SQLException {
        Optional<Path> installed = Stream.of("/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/libexec/mariadbd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assertThat(installed)
                .as("this test needs MariaDB (Debian: mariadb-server)")
                .isPresent();
        this.server = installed.orElseThrow();
        this.data = folder.resolve("mariadb");
        // A socket's path may have 107 characters only, which a temporary folder easily exceeds.
        this.socket = Files.createTempDirectory(Path.of("/tmp"), "tpm").resolve("s");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        List<String> install = command("mariadb-install-db");
        install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
        run(install, folder.resolve("install.log")).waitFor(60, TimeUnit.SECONDS);
        start();
        try (Connection connection = DriverManager.getConnection(url(""), "root", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE platform CHARACTER SET utf8mb4");
            statement.execute("CREATE DATABASE tp_views CHARACTER SET utf8mb4");
            statement.execute("CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'only-select'");
            statement.execute("GRANT SELECT ON platform.* TO reader@'127.0.0.1'");
        }
    }

    String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        List<String> command = command(server.toString());
        command.addAll(
                List.of("--port", Integer.toString(port), "--bind-address=127.0.0.1", "--socket", socket.toString()));
        process = Optional.of(run(command, data.resolveSibling("server.log")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    try (Connection connection = DriverManager.getConnection(url(""), "root", "")) {
                        return connection.isValid(1);
                    }
                });
    }

    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            if (!process.get().waitFor(20, TimeUnit.SECONDS)) {
                process.get().destroyForcibly().waitFor();
            }
        }
        process = Optional.empty();
    }

    @Override
    public void close() throws Exception {
        stop();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.resolveSibling("s.pid"));
        Files.deleteIfExists(socket.getParent());
    }

    private List<String> command(String program) {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--datadir=" + data,
                // Its own: at its start a server deletes the temporary tables that it finds, also those of another one.
                "--tmpdir=" + data.getParent()));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private static Process run(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
