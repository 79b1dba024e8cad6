package io.tradepost.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link World} they share, opened by the first that asks and closed after the last. */
final class SharedWorld implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedWorld.class))
                .computeIfAbsent("world", key -> Opened.in(temporaryFolder()), Opened.class)
                .world();
    }

    /** Closed with the store. */
    private record Opened(World world, Path folder) implements AutoCloseable {
        static Opened in(Path folder) {
            try {
                return new Opened(new World(folder), folder);
            } catch (SQLException e) {
                throw new IllegalStateException("the sample trade database can't be read", e);
            }
        }

        @Override
        public void close() throws IOException {
            world.close();
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tradepost-console-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
