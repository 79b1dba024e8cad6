package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void aDatabaseThatIsAwayIsNeverTakenForAnUnknownAddress() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        IssuedToken token = accounts.tokens().create("platform", TokenRole.PLATFORM);
        server.kill();
        try {
            // Fresh enough: mail and sign-ins go on.
            assertThat(accounts.exists(at("zhangsan"))).isTrue();
            assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                    .isTrue();
            assertUnavailable(accounts::list);
            assertUnavailable(() -> accounts.add("李四", DOMAIN, Role.STAFF, ""));

            clock.advance(Directory.LONGEST_UNCONFIRMED.plusSeconds(1));
            assertUnavailable(() -> accounts.exists(at("zhangsan")));
            assertUnavailable(() -> accounts.exists(at("nobody")));
            assertUnavailable(() -> accounts.groups().resolve(at("sales")));
            assertUnavailable(() -> accounts.verify("zhangsan@" + DOMAIN, made.password()));
            assertUnavailable(() -> accounts.tokens().authenticate(token.secret()));
        } finally {
            server.restart();
        }
        await().atMost(LONG_ENOUGH)
                .ignoreExceptionsInstanceOf(AccountsUnavailableException.class)
                .until(() -> accounts.exists(at("zhangsan")));
        assertThat(accounts.exists(at("lisi"))).isFalse();
        assertThat(accounts.list()).hasSize(1);
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        AccountsUnavailableException.class,
                        failure -> assertThat(failure.isTemporary()).isTrue());
    }

    @Test
    void aDatabaseThatWasNeverThereIsATemporaryFailureToo() {
        assertUnavailable(() -> Accounts.open(
                AccountSettings.of("jdbc:mariadb://127.0.0.1:1/none", "root", "", Set.of(DOMAIN), clock)));
    }
}
