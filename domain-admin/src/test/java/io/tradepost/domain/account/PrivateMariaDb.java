package io.tradepost.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB server of the test's own: its folder, its port on loopback, gone when closed. */
final class PrivateMariaDb implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process server;

    private PrivateMariaDb(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    static PrivateMariaDb start() {
        try {
            // Short: a socket's path has 107 characters at most.
            Path folder = Files.createTempDirectory("tpdb");
            Process install = new ProcessBuilder(
                            "mariadb-install-db",
                            "--no-defaults",
                            "--auth-root-authentication-method=normal",
                            "--datadir=" + folder.resolve("data"),
                            // Its own: at its start a server deletes the temporary tables that it finds, also those of
                            // another one.
                            "--tmpdir=" + folder)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("install.log").toFile())
                    .start();
            if (!install.waitFor(60, TimeUnit.SECONDS) || install.exitValue() != 0) {
                throw new IllegalStateException(
                        "mariadb-install-db failed: " + Files.readString(folder.resolve("install.log")));
            }
            int port = freePort();
            PrivateMariaDb database = new PrivateMariaDb(folder, port, launch(folder, port));
            database.awaitAnswer();
            return database;
        } catch (IOException failure) {
            throw new UncheckedIOException("MariaDB's programs must be installed for this test", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        return new ProcessBuilder(List.of(
                        "/usr/sbin/mariadbd",
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + folder.resolve("data"),
                        "--tmpdir=" + folder,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + folder.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--innodb-buffer-pool-size=32M"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Instant last = Instant.now().plus(LONGEST_START);
        while (true) {
            try (Connection connection = connect("")) {
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || Instant.now().isAfter(last)) {
                    throw new IllegalStateException(
                            "MariaDB did not start: " + Files.readString(folder.resolve("server.log")), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "root", "");
    }

    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    void createDatabase(String name) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Kills the server as a crash would, and waits until it is gone. */
    void kill() {
        server.destroyForcibly();
        try {
            server.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void restart() {
        try {
            server = launch(folder, port);
            awaitAnswer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
