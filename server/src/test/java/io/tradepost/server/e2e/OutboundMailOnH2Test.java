package io.tradepost.server.e2e;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail of the company's people, on the embedded databases. */
class OutboundMailOnH2Test extends OutboundMailContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    OutboundMailOnH2Test() {
        super(SHARED);
    }
}
