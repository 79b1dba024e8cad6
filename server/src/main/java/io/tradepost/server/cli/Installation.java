package io.tradepost.server.cli;

import io.tradepost.server.config.ConfigurationLoader;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.StartRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which data folder and which configuration a command means. */
final class Installation {
    private final Caller caller;
    private final DataFolder folder;
    private final Optional<Path> named;

    Installation(Caller caller, CommonOptions options) {
        this.caller = caller;
        this.folder = new DataFolder(caller.resolve(
                options.data().or(() -> variable("TRADEPOST_DATA")).orElse("data")));
        this.named =
                options.configuration().or(() -> variable("TRADEPOST_CONFIG")).map(caller::resolve);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(caller.environment().get(name)).filter(value -> !value.isBlank());
    }

    DataFolder folder() {
        return folder;
    }

    /** The configuration file that was named. */
    Optional<Path> named() {
        return named;
    }

    /** The configuration, if there is any. */
    Optional<LoadedConfiguration> ifConfigured() throws IOException {
        boolean any = file().isPresent() || StartRecord.read(folder).isPresent();
        return any ? Optional.of(forCommand()) : Optional.empty();
    }

    /** The configuration file that was named, or the one in the data folder. */
    Optional<Path> file() {
        return named.or(() -> Optional.of(folder.configurationFile()).filter(Files::isRegularFile));
    }

    /** For the server. */
    LoadedConfiguration forStart(boolean demo, int portOffset) {
        if (!demo && file().isEmpty()) {
            throw new CommandFailure("start.no-configuration", folder.configurationFile(), folder);
        }
        return load(demo, file(), portOffset);
    }

    /** For a command while no server runs: what the server was last started with, unless said otherwise. */
    LoadedConfiguration forCommand() throws IOException {
        Optional<StartRecord> last = StartRecord.read(folder);
        boolean demo = last.map(StartRecord::demo).orElse(false);
        Optional<Path> file =
                named.or(() -> last.flatMap(StartRecord::configuration)).or(this::file);
        if (!demo && file.isEmpty()) {
            throw new CommandFailure("no-configuration", folder.configurationFile());
        }
        return load(demo, file, 0);
    }

    private LoadedConfiguration load(boolean demo, Optional<Path> file, int portOffset) {
        return ConfigurationLoader.load(
                new ConfigurationLoader.Request(demo, file, caller.environment(), caller.folder(), portOffset));
    }
}
