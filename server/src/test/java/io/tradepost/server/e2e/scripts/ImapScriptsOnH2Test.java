package io.tradepost.server.e2e.scripts;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** James's scripts, on the embedded database. */
class ImapScriptsOnH2Test extends ImapScriptsContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    ImapScriptsOnH2Test() {
        super(SHARED);
    }
}
