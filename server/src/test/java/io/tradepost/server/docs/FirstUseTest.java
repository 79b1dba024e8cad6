package io.tradepost.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Checkout;
import io.tradepost.server.e2e.kit.Finished;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout where nothing was ever built. The suite itself finds every room compiled, its tests among
 * them, and so can't see that a newcomer's first build lacks something.
 */
class FirstUseTest {
    private static final Set<Path> NOT_NEEDED =
            Set.of(Path.of("target"), Path.of(".git"), Path.of("data"), Path.of("docs"));

    @TempDir
    private Path home;

    @Test
    void theLauncherBuildsAnEmptyCheckoutAndRunsIt() throws IOException {
        copySources();

        ProcessBuilder launcher =
                new ProcessBuilder(List.of(home.resolve("tradepost").toString(), "version"));
        launcher.environment().put("TRADEPOST_LANG", "en");
        Finished first = Finished.run(launcher, "");

        assertThat(first.code()).as(first::toString).isZero();
        assertThat(first.errors()).contains("Building Tradepost").containsPattern("Built in \\d+ s");
        assertThat(first.text()).startsWith("Tradepost ");

        Finished second = Finished.run(launcher, "");

        assertThat(second.code()).isZero();
        assertThat(second.errors()).doesNotContain("Building");
    }

    /** What Git keeps, but for what the launcher has no use for. */
    private void copySources() throws IOException {
        Path root = Checkout.file("");
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path inside = root.relativize(folder);
                if (NOT_NEEDED.contains(folder.getFileName()) || inside.endsWith("src/test/java")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(home.resolve(inside));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, home.resolve(root.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
