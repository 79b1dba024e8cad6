package io.tradepost.archive;

import java.io.File;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real MariaDB server for one test class: its own data folder, a free port on loopback, gone when closed. Can be stopped
 * and started in between. Fails when the machine has no {@code mariadbd}, for a test that does not run proves nothing.
 */
public final class PrivateMariaDb implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final int port;
    private Process server;
    private int databases;

    private PrivateMariaDb(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Makes and starts a server. */
    public static PrivateMariaDb start() {
        try {
            // The socket's path must be short (sockaddr_un, unix(7)), so not below a deep build folder.
            Path folder = Files.createTempDirectory("tpdb");
            run(List.of(
                    program("mariadb-install-db"),
                    "--no-defaults",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--datadir=" + folder.resolve("data"),
                    // Its own: at its start a server deletes the temporary tables that it finds, also those of another
                    // one.
                    "--tmpdir=" + folder));
            int port = freePort();
            PrivateMariaDb started = new PrivateMariaDb(folder, port, launch(folder, port));
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a private MariaDB: " + e.getMessage(), e);
        }
    }

    /** A new, empty database; its JDBC URL. The user is {@code root}, the password empty. */
    public synchronized String newDatabase() {
        String name = "test" + ++databases;
        execute("create database " + name + " character set utf8mb4");
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
    }

    public String user() {
        return "root";
    }

    public String password() {
        return "";
    }

    /** Ends the server as a shutdown would; the data stay. */
    public synchronized void stop() {
        server.destroy();
        await(server);
    }

    /** Kills the server; the data stay. */
    public synchronized void kill() {
        server.destroyForcibly();
        await(server);
    }

    /** Starts it again on the same port. */
    public synchronized void restart() {
        try {
            server = launch(folder, port);
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restart MariaDB", e);
        }
    }

    /** Runs one statement as root, outside any database. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Connection connection = connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("MariaDB did not start; its log is " + folder.resolve("log"), e);
                }
            }
            pause();
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program("mariadbd"),
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--max-allowed-packet=256M",
                "--skip-name-resolve",
                // A test's data need not survive a power cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-buffer-pool-size=64M"));
        if (root()) {
            command.add("--user=root");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static void run(List<String> command) throws IOException {
        List<String> full = new ArrayList<>(command);
        if (root()) {
            full.add("--user=root");
        }
        Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        await(process);
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed: " + output);
        }
    }

    private static String program(String name) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
        folders.addAll(List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/libexec"));
        return folders.stream()
                .map(one -> Path.of(one, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(name + " is not installed; on Debian: apt install mariadb-server"))
                .toString();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
