package io.tradepost.domain.account;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a MariaDB server, one database a test. */
final class AccountsOnMariaDbTest extends AccountsContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PrivateMariaDb server;

    private final String database = "accounts" + DATABASES.incrementAndGet();
    private boolean created;

    @BeforeAll
    static void startServer() {
        server = PrivateMariaDb.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    AccountSettings settings() {
        if (!created) {
            server.createDatabase(database);
            created = true;
        }
        return AccountSettings.of(server.url(database), "root", "", Set.of(DOMAIN, SECOND_DOMAIN), clock);
    }
}
