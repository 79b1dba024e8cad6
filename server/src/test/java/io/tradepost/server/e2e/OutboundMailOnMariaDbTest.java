package io.tradepost.server.e2e;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail of the company's people, on MariaDB. */
class OutboundMailOnMariaDbTest extends OutboundMailContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer(SharedServer.Database.MARIADB);

    OutboundMailOnMariaDbTest() {
        super(SHARED);
    }
}
