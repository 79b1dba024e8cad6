package io.tradepost.server.rooms;

import io.tradepost.server.config.Secret;
import io.tradepost.server.config.TradepostConfiguration;
import java.util.Optional;

/** Which database each room uses, from the configuration. */
final class Places {
    /**
     * {@code WRITE_DELAY=0} writes at commit: with H2's usual half second a kill loses what was acknowledged. And H2
     * would close at once when the process is told to stop, under the hands of what is still finishing.
     */
    private static final String H2_OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    /** The catalog is derived: it needs no durability of its own. */
    private static final String H2_CATALOG_OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE";

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
                .orElseGet(() -> new DatabasePlace(embedded("accounts", H2_OPTIONS), "sa", "", said.poolSize()));
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
            return new DatabasePlace(embedded("catalog", H2_CATALOG_OPTIONS), "sa", "", CATALOG_POOL);
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

    private String embedded(String name, String options) {
        return "jdbc:h2:file:" + folder.databases().resolve(name) + options;
    }
}
