package io.tradepost.server.rooms;

import io.tradepost.archive.ExtractionSettings;
import io.tradepost.server.config.TradepostConfiguration;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the program that reads attachments stands: in the folder {@code extract} among the server's libraries, or, when the
 * server runs from freshly compiled classes, where the build of that program puts it.
 */
final class ReadingProgram {
    private ReadingProgram() {}

    static ExtractionSettings settings(TradepostConfiguration.Extraction said) {
        return new ExtractionSettings(
                said.enabled() ? Optional.of(folder()) : Optional.empty(),
                said.processes(),
                said.memory(),
                said.seconds(),
                said.maxBytes());
    }

    private static Path folder() {
        Path own = ownPlace();
        if (Files.isRegularFile(own)) {
            return own.resolveSibling("extract");
        }
        // server/target/classes
        return own.resolve("../../../extract/target/lib").normalize();
    }

    private static Path ownPlace() {
        try {
            return Path.of(ReadingProgram.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the server can't tell where it was loaded from", e);
        }
    }
}
