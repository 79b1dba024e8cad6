package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server for all tests that leave it as they found it, with a name server and the rest of the world beside it; started
 * by the first test class that wants it, and ended after the last. Mail for any domain below {@code example} and
 * {@code test} goes to that world, by its MX records.
 */
public final class SharedServer implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServer.class);

    private final Database database;
    private Optional<Open> open = Optional.empty();

    /** Where a server keeps accounts, mailboxes and the archive's catalog. */
    public enum Database {
        /** H2 in the data folder. */
        EMBEDDED,
        /** A MariaDB of its own. */
        MARIADB
    }

    /** The server on its embedded databases. */
    public SharedServer() {
        this(Database.EMBEDDED);
    }

    /** The server on these databases. */
    public SharedServer(Database database) {
        this.database = database;
    }

    /** What stands open. */
    private record Open(
            Path home, Optional<PrivateMariaDb> mariaDb, NameServer names, World world, RunningServer server, Book book)
            implements AutoCloseable {
        private static final String NAME = "tradepost";

        static Open start(Database database) {
            try {
                Path home = Files.createTempDirectory("tradepost-e2e");
                int port = Ports.free();
                Optional<PrivateMariaDb> mariaDb =
                        database == Database.MARIADB ? Optional.of(mariaDb(home, port)) : Optional.empty();
                World world = World.open();
                NameServer names = NameServer.start(home.resolve("names"), zones());
                RunningServer server = RunningServer.start(
                        home,
                        """
                        smtp: {max-connections-per-address: 200}
                        outgoing:
                          mode: direct
                          port: %d
                          dns-servers: ["%s"]
                          retries: [1, 1, 2]
                          give-up-after-seconds: 60
                        delivery: {retry-seconds: [1, 1, 2]}
                        """.formatted(world.port(), names.address())
                                + mariaDb.map(running -> settings(port)).orElse(""));
                return new Open(home, mariaDb, names, world, server, Book.open(home.resolve("book")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static PrivateMariaDb mariaDb(Path home, int port) {
            Path files = home.resolve("mariadb");
            PrivateMariaDb.install(files);
            return PrivateMariaDb.start(files, port, NAME, NAME);
        }

        private static String settings(int port) {
            return "database: {url: \"jdbc:mariadb://127.0.0.1:%d/%s\", user: %s, password: %s}\n"
                    .formatted(port, NAME, NAME, NAME);
        }

        @Override
        public void close() {
            server.close();
            names.close();
            world.close();
            mariaDb.ifPresent(PrivateMariaDb::close);
            delete(home);
        }
    }

    /** Everything of a top-level domain has its mail taken by the world. */
    public static Map<String, String> zones() {
        return Map.of(
                "example", "world IN A 127.0.0.1\n* IN MX 10 world.example.",
                "test", "* IN MX 10 world.example.");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open = Optional.of(context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(database, key -> Open.start(database), Open.class));
    }

    /** The server. */
    public RunningServer server() {
        return open.orElseThrow().server();
    }

    /** The mail server of everybody else. */
    public World world() {
        return open.orElseThrow().world();
    }

    /** What the demo's trade database holds. */
    public Book book() {
        return open.orElseThrow().book();
    }

    /** What an officer may ask. */
    public Rest officer() {
        return server().rest("officer");
    }

    /** A connection to the door for the world. */
    public Smtp smtp() {
        Smtp smtp = Smtp.connect(server().port("smtp"));
        smtp.expect(250, "EHLO mx.buyer.example");
        return smtp;
    }

    /** A signed-in connection of one of the demo's people. */
    public Smtp submission(String local) {
        RunningServer.DemoAccount account = server().account(local);
        return Smtp.submission(server().port("submission"), account.address(), account.password());
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
