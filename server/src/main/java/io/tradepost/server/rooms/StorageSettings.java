package io.tradepost.server.rooms;

import io.tradepost.archive.bucket.BucketSettings;
import io.tradepost.archive.keys.KeySettings;
import io.tradepost.archive.keys.MasterKeySource;
import io.tradepost.archive.segment.S3Settings;
import io.tradepost.archive.segment.StoreSettings;
import io.tradepost.server.config.EvidenceBucket;
import io.tradepost.server.config.Secret;
import io.tradepost.server.config.TradepostConfiguration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /**
     * The keys of what the mailboxes keep themselves. They are wrapped as the archive's are; only a key file is another one,
     * beside it, since each is put in the place of the one before when its own keys are wrapped anew. Where nothing can be
     * put beside it, as with secrets that a container is given, the mailboxes' lies with their keys.
     *
     * @param home the mailboxes' folder
     */
    static KeySettings mailboxKeys(TradepostConfiguration.Archive said, Path home) {
        KeySettings usual = KeySettings.in(home.resolve("keys"));
        return new KeySettings(
                usual.folder(),
                source(said.masterKey())
                        .map(master -> beside(master, usual.master()))
                        .orElseGet(usual::master),
                source(said.previousMasterKey()).map(master -> beside(master, usual.master())).stream()
                        .toList());
    }

    private static MasterKeySource beside(MasterKeySource archive, MasterKeySource usual) {
        if (!(archive instanceof MasterKeySource.InFile in)) {
            return archive;
        }
        Path beside = in.file().toAbsolutePath().resolveSibling(in.file().getFileName() + ".mailboxes");
        boolean made = usual instanceof MasterKeySource.InFile own && Files.exists(own.file());
        boolean possible = Files.exists(beside) || Files.isWritable(beside.resolveSibling("."));
        return made || !possible ? usual : new MasterKeySource.InFile(beside);
    }

    /**
     * Where sealed segments are kept.
     *
     * @param home the archive's folder
     */
    static StoreSettings store(TradepostConfiguration.Store said, Path home) {
        int stay = said.keepLocal() < 0 ? Integer.MAX_VALUE : said.keepLocal();
        return switch (said.kind()) {
            case HERE -> new StoreSettings.InPlace();
            case FOLDER -> new StoreSettings.InFolder(Path.of(said.folder().orElseThrow()), stay);
            case S3 -> new StoreSettings.InBucket(bucket(said, home), stay);
        };
    }

    private static S3Settings bucket(TradepostConfiguration.Store said, Path home) {
        BucketSettings bucket = new BucketSettings(
                said.bucket().orElseThrow(),
                said.prefix(),
                said.region(),
                said.endpoint().map(URI::create).stream().toList(),
                credentials(said.accessKey(), said.secretKey()),
                said.pathStyle(),
                Duration.ofDays(said.retainDays()));
        return new S3Settings(bucket, home.resolve("cache"), said.cacheBytes());
    }

    /** The bucket that gets evidence, if there is one. */
    static Optional<BucketSettings> evidence(EvidenceBucket said) {
        return said.bucket()
                .map(name -> new BucketSettings(
                        name,
                        said.prefix(),
                        said.region(),
                        said.endpoint().map(URI::create).stream().toList(),
                        credentials(said.accessKey(), said.secretKey()),
                        said.pathStyle(),
                        Duration.ofDays(said.retainDays())));
    }

    private static List<BucketSettings.Credentials> credentials(
            Optional<String> accessKey, Optional<Secret> secretKey) {
        return accessKey
                .flatMap(key -> secretKey.map(secret -> new BucketSettings.Credentials(key, secret.reveal())))
                .stream()
                .toList();
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
