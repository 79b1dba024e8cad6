package io.tradepost.server.e2e;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail that comes in, on MariaDB. */
class InboundMailOnMariaDbTest extends InboundMailContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer(SharedServer.Database.MARIADB);

    InboundMailOnMariaDbTest() {
        super(SHARED);
    }
}
