package io.tradepost.server.e2e;

import io.tradepost.server.e2e.kit.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail that comes in, on the embedded databases. */
class InboundMailOnH2Test extends InboundMailContract {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    InboundMailOnH2Test() {
        super(SHARED);
    }
}
