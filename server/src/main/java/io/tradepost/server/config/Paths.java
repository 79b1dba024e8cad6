package io.tradepost.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the paths in a configuration absolute: those said in a file are relative to that file, so that a configuration
 * means the same from whatever folder the server is started.
 */
final class Paths {
    private static final List<String> NAMES = List.of("certificate", "private-key", "password-file", "folder");

    private final Schema schema;
    private final Map<String, Setting> settings;
    private final Path folder;

    Paths(Schema schema, Map<String, Setting> settings, Path folder) {
        this.schema = schema;
        this.settings = settings;
        this.folder = folder;
    }

    void makeAbsolute() {
        schema.leaves().keySet().stream()
                .filter(path -> NAMES.contains(path.substring(path.lastIndexOf('.') + 1)))
                .forEach(path -> Optional.ofNullable(settings.get(path))
                        .ifPresent(setting ->
                                settings.put(path, new Setting(absolute(setting).toString(), setting.source()))));
    }

    private Path absolute(Setting setting) {
        Path base = folder;
        if (setting.source() instanceof Source.InFile place) {
            base = Optional.ofNullable(place.file().toAbsolutePath().getParent())
                    .orElse(folder);
        }
        return base.resolve((String) setting.value()).toAbsolutePath().normalize();
    }
}
