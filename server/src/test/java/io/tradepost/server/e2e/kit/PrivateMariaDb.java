package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's MariaDB on loopback with the options that the compose file gives it, for one test. */
public final class PrivateMariaDb implements AutoCloseable {
    /** Options of the compose file that say how big a machine it is, not how the server behaves. */
    private static final List<String> OF_THE_MACHINE = List.of("innodb-log-file-size", "innodb-buffer-pool-size");

    private final Process process;

    private PrivateMariaDb(Process process) {
        this.process = process;
    }

    /** Lays out its files, which takes about a second. */
    public static void install(Path data) {
        List<String> command = command("mariadb-install-db", data);
        command.add("--auth-root-authentication-method=normal");
        Finished installed = Finished.run(command);
        if (installed.code() != 0) {
            throw new AssertionError("mariadb-install-db: " + installed);
        }
    }

    /** Starts it and makes a database and a user of this name, both called so. */
    public static PrivateMariaDb start(Path data, int port, String name, String password) {
        List<String> command = command("mariadbd", data);
        command.addAll(composeOptions());
        command.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1", "--skip-name-resolve"));
        // A socket's path is limited to 107 bytes, so it stands in the folder that the server runs in.
        command.add("--socket=s");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolveSibling("mariadb.log").toFile())
                    .start();
            PrivateMariaDb database = new PrivateMariaDb(process);
            Eventually.until("MariaDB answers", () -> database.prepared(port, name, password));
            return database;
        } catch (IOException e) {
            throw new AssertionError("mariadbd can't be run; is mariadb-server installed?", e);
        }
    }

    private boolean prepared(int port, String name, String password) {
        if (!process.isAlive()) {
            throw new AssertionError("MariaDB ended with exit code " + process.exitValue());
        }
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/mysql";
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            // No collation is named: it has to come from the server's options, as in the container.
            statement.execute("CREATE DATABASE " + name);
            statement.execute("CREATE USER " + name + "@'127.0.0.1' IDENTIFIED BY '" + password + "'");
            statement.execute("GRANT ALL PRIVILEGES ON " + name + ".* TO " + name + "@'127.0.0.1'");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> composeOptions() {
        List<String> options = new ArrayList<>();
        Matcher option = Pattern.compile("(?m)^ +- (--([a-z-]+)=.+)$").matcher(Checkout.text("docker/compose.yaml"));
        while (option.find()) {
            if (!OF_THE_MACHINE.contains(option.group(2))) {
                options.add(option.group(1));
            }
        }
        return options;
    }

    private static List<String> command(String program, Path data) {
        Path server = Path.of("/usr/sbin", program);
        List<String> command = new ArrayList<>(List.of(
                Files.isExecutable(server) ? server.toString() : program,
                "--no-defaults",
                "--datadir=" + data,
                // Its own: at its start a server deletes the temporary tables that it finds, also those of another one.
                "--tmpdir=" + data.toAbsolutePath().getParent()));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    /** Whether it is still there. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** A port that nobody has now. */
    public static int freePort() {
        return Ports.free();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException("MariaDB did not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
