package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB of our own on loopback, with the options that production is told to use. */
public final class MariaDb implements AutoCloseable {
    static final String NAME = "tradepost";
    static final String PASSWORD = "loopback-only";

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Child process;

    private MariaDb(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** Lays out a new one in this folder, which is made, and starts it. */
    public static MariaDb create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BenchException("no folder for MariaDB", e);
        }
        Path home = folder.toAbsolutePath();
        List<String> install = command("mariadb-install-db", home);
        install.add("--auth-root-authentication-method=normal");
        int code = Child.run("mariadb-install-db", install, home.resolve("install.txt"), Duration.ofMinutes(2));
        if (code != 0) {
            throw new BenchException("mariadb-install-db failed; is mariadb-server installed?");
        }
        MariaDb database = new MariaDb(home, FreePorts.any());
        database.awaitAnswer();
        database.prepare();
        return database;
    }

    private Child launch() {
        List<String> command = command("mariadbd", folder);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // A socket's path is limited to 107 bytes, so it stands in the folder that the server runs in.
                "--socket=s",
                "--max-allowed-packet=256M",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--innodb-flush-log-at-trx-commit=1"));
        return Child.start("MariaDB", command, folder.resolve("mariadb.txt"));
    }

    private static List<String> command(String program, Path folder) {
        Path server = Path.of("/usr/sbin", program);
        List<String> command = new ArrayList<>(List.of(
                Files.isExecutable(server) ? server.toString() : program,
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                // Its own: at its start a server deletes the temporary tables that it finds, also those of another one.
                "--tmpdir=" + folder));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try (Connection connection = root()) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new BenchException("MariaDB does not answer; it said:\n" + process.said(), e);
                }
                Pause.millis(100);
            }
        }
    }

    private void prepare() {
        try (Connection connection = root();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
            statement.execute("CREATE USER " + NAME + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            statement.execute("GRANT ALL PRIVILEGES ON " + NAME + ".* TO " + NAME + "@'127.0.0.1'");
        } catch (SQLException e) {
            throw new BenchException("MariaDB can't be prepared", e);
        }
    }

    private Connection root() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/mysql", "root", "");
    }

    /** JDBC address of the database. */
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + NAME;
    }

    /** Shuts it down in order. */
    public void stop() {
        process.terminate();
        process.await(LONGEST_STOP);
    }

    /** Starts it again on what it has. */
    public void restart() {
        process = launch();
        awaitAnswer();
    }

    @Override
    public void close() {
        process.close();
    }
}
