package io.tradepost.server.rooms;

import io.tradepost.archive.keys.KeySettings;
import io.tradepost.archive.keys.MasterKeySource;
import io.tradepost.server.config.TradepostConfiguration;
import java.nio.file.Path;
import java.util.Optional;

/** What the configuration says of how archived content is stored, as the archive takes it. */
final class StorageSettings {
    private StorageSettings() {}

    /**
     * The keys.
     *
     * @param home the archive's folder
     */
    static KeySettings keys(TradepostConfiguration.Archive said, Path home) {
        KeySettings usual = KeySettings.in(home.resolve("keys"));
        return new KeySettings(
                usual.folder(),
                source(said.masterKey()).orElseGet(usual::master),
                source(said.previousMasterKey()).stream().toList());
    }

    private static Optional<MasterKeySource> source(TradepostConfiguration.MasterKey said) {
        return said.file()
                .<MasterKeySource>map(file -> new MasterKeySource.InFile(Path.of(file)))
                .or(() -> said.variable().map(MasterKeySource.InEnvironment::new))
                .or(() -> said.command().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new MasterKeySource.FromCommand(said.command())));
    }
}
