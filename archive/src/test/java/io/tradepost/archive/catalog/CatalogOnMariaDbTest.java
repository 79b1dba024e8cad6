package io.tradepost.archive.catalog;

import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.PrivateMariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CatalogOnMariaDbTest extends CatalogContract {
    private static PrivateMariaDb server;

    @BeforeAll
    static void startServer() {
        server = PrivateMariaDb.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    CatalogSettings emptyDatabase() {
        return new CatalogSettings(server.newDatabase(), server.user(), server.password(), 4);
    }
}
