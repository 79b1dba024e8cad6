package io.tradepost.server.rooms;

import io.tradepost.archive.IndexSettings;
import io.tradepost.archive.search.opensearch.OpenSearchSettings;
import io.tradepost.server.config.Secret;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.server.h2.SyncedFiles;
import io.tradepost.trade.adapter.Adapter;
import java.net.URI;
import java.util.Optional;

/** Which database each room uses, from the configuration. */
final class Places {
    /** H2 would close at once when the process is told to stop, under the hands of what is still finishing. */
    private static final String H2_OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE";

    private static final int CATALOG_POOL = 6;

    private final TradepostConfiguration configuration;
    private final DataFolder folder;

    Places(TradepostConfiguration configuration, DataFolder folder) {
        this.configuration = configuration;
        this.folder = folder;
    }

    DatabasePlace database() {
        TradepostConfiguration.Database said = configuration.database();
        return said.url()
                .map(url -> new DatabasePlace(
                        url,
                        said.user().orElse(""),
                        said.password().map(Secret::reveal).orElse(""),
                        said.poolSize()))
                .orElseGet(() -> new DatabasePlace(
                        SyncedFiles.url(folder.databases().resolve("accounts"), H2_OPTIONS),
                        "sa",
                        "",
                        said.poolSize()));
    }

    /** Of the mailboxes' tables; a file of their own where there is no database server. */
    DatabasePlace mailboxes() {
        DatabasePlace shared = database();
        return shared.embedded()
                ? new DatabasePlace(
                        SyncedFiles.url(folder.databases().resolve("mailboxes"), H2_OPTIONS),
                        "sa",
                        "sa",
                        shared.poolSize())
                : shared;
    }

    DatabasePlace catalog() {
        TradepostConfiguration.Catalog said = configuration.catalog();
        if (said.url().isPresent()) {
            return new DatabasePlace(
                    said.url().get(),
                    said.user().orElse(""),
                    said.password().map(Secret::reveal).orElse(""),
                    CATALOG_POOL);
        }
        DatabasePlace shared = database();
        if (shared.embedded()) {
            // Derived, and written with its watermark in one transaction: it needs no durability of its own.
            String url = SyncedFiles.unsyncedUrl(folder.databases().resolve("catalog"), H2_OPTIONS);
            return new DatabasePlace(url, "sa", "", CATALOG_POOL);
        }
        return new DatabasePlace(shared.url(), shared.user(), shared.password(), CATALOG_POOL);
    }

    /** The trade database, if one is configured apart from the sample. */
    Optional<DatabasePlace> trade() {
        TradepostConfiguration.Trade said = configuration.trade();
        return said.url()
                .map(url -> new DatabasePlace(
                        url,
                        said.user().orElse(""),
                        said.password().map(Secret::reveal).orElse(""),
                        2));
    }

    /** Where the full-text index stands. */
    IndexSettings index() {
        TradepostConfiguration.Index said = configuration.archive().index();
        return switch (said.engine()) {
            case LUCENE -> new IndexSettings.Lucene();
            case OPENSEARCH ->
                new IndexSettings.OpenSearch(new OpenSearchSettings(
                        said.hosts().stream().map(URI::create).toList(),
                        said.user().orElse(""),
                        said.password().map(Secret::reveal).orElse(""),
                        said.name()));
        };
    }

    /** Over whose tables the trade database's views are read. */
    Adapter adapter() {
        TradepostConfiguration.Trade said = configuration.trade();
        return new Adapter(
                said.platform(), said.tablePrefix().orElse(said.platform().usualPrefix()), said.entity());
    }
}
