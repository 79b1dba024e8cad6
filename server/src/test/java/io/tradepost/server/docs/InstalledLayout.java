package io.tradepost.server.docs;

import io.tradepost.server.e2e.kit.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * An installation as the image has it, of what this build has compiled: the real launcher beside a folder {@code lib}. The
 * program's jar in it holds nothing but the class path, since tests run before the real one is packed.
 */
final class InstalledLayout {
    private InstalledLayout() {}

    /**
     * Makes one.
     *
     * @param home an empty folder
     * @return the launcher in it
     */
    static Path make(Path home) {
        try {
            Path launcher = home.resolve("tradepost");
            Files.copy(Checkout.file("tradepost"), launcher);
            Path lib = Files.createDirectories(home.resolve("lib"));
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.put(Attributes.Name.MAIN_CLASS, "io.tradepost.server.cli.Main");
            attributes.put(Attributes.Name.CLASS_PATH, classPath());
            try (OutputStream file = Files.newOutputStream(lib.resolve("tradepost-server-tested.jar"));
                    JarOutputStream jar = new JarOutputStream(file, manifest)) {
                jar.finish();
            }
            return launcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As URLs, which a manifest wants; our own tests do not belong to the program. */
    private static String classPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toUri().toASCIIString())
                .collect(Collectors.joining(" "));
    }
}
