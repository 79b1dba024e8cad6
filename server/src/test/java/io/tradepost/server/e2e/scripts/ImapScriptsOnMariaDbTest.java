package io.tradepost.server.e2e.scripts;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** James's scripts, on MariaDB. */
class ImapScriptsOnMariaDbTest extends ImapScriptsContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer(SharedServer.Database.MARIADB);

    ImapScriptsOnMariaDbTest() {
        super(SHARED);
    }
}
