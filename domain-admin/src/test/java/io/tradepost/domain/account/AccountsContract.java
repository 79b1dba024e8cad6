package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts, groups and tokens must do on every database. */
abstract class AccountsContract {
    static final String DOMAIN = "huamao.example";
    static final String SECOND_DOMAIN = "huamao-export.example";

    final SettableClock clock = new SettableClock();
    Accounts accounts;

    /** Settings of a fresh, empty database; the same one within a test. */
    abstract AccountSettings settings();

    @BeforeEach
    void open() {
        accounts = Accounts.open(settings());
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    static AccountAddress at(String localPart) {
        return AccountAddress.of(localPart, DOMAIN);
    }

    AccountAddress add(String name) {
        return accounts.add(name, DOMAIN, Role.STAFF, "外贸一部").account().address();
    }

    @Test
    void makesTheAddressOfTheNameInFullPinyin() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.MANAGER, "外贸一部");

        assertThat(made.account().address()).isEqualTo(at("zhangsan"));
        assertThat(accounts.find(at("zhangsan"))).contains(made.account());
        assertThat(made.account().name()).isEqualTo("张三");
        assertThat(made.account().role()).isEqualTo(Role.MANAGER);
        assertThat(made.account().department()).isEqualTo("外贸一部");
        assertThat(made.account().createdAt()).isEqualTo(clock.instant());
        assertThat(made.account().disabled()).isFalse();
    }

    @Test
    void numbersThosePersonsWhoseNamesReadAlike() {
        assertThat(add("张三")).isEqualTo(at("zhangsan"));
        assertThat(add("章珊")).isEqualTo(at("zhangshan"));
        assertThat(add("张叁")).isEqualTo(at("zhangsan2"));
        assertThat(add("張三")).isEqualTo(at("zhangsan3"));
        assertThat(accounts.add("张三", SECOND_DOMAIN, Role.STAFF, "").account().address())
                .isEqualTo(AccountAddress.of("zhangsan", SECOND_DOMAIN));
    }

    @Test
    void letsInWhoHasThePasswordAndNobodyElse() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");

        for (int again = 0; again < 2; again++) {
            assertThat(accounts.verify("ZhangSan@" + DOMAIN, made.password()))
                    .isEqualTo(new SignIn.Accepted(made.account()));
            assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password() + "x"))
                    .isEqualTo(new SignIn.Refused(SignIn.Reason.WRONG_PASSWORD));
            assertThat(accounts.verify("lisi@" + DOMAIN, made.password()))
                    .isEqualTo(new SignIn.Refused(SignIn.Reason.UNKNOWN_ACCOUNT));
            assertThat(accounts.verify("\0 no address", ""))
                    .isEqualTo(new SignIn.Refused(SignIn.Reason.UNKNOWN_ACCOUNT));
        }
    }

    @Test
    void lockingOutCountsAtOnceThoughThePasswordWasJustSeen() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                .isTrue();

        accounts.disable(at("zhangsan"));
        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()))
                .isEqualTo(new SignIn.Refused(SignIn.Reason.DISABLED));
        assertThat(accounts.exists(at("zhangsan"))).isTrue();

        accounts.enable(at("zhangsan"));
        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                .isTrue();
    }

    @Test
    void aNewPasswordEndsTheOldOneAtOnce() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                .isTrue();
        clock.advance(Duration.ofDays(1));

        accounts.passwd(at("zhangsan"), "correct horse 电池 staple");

        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                .isFalse();
        assertThat(accounts.verify("zhangsan@" + DOMAIN, "correct horse 电池 staple")
                        .accepted())
                .isTrue();
        assertThat(accounts.find(at("zhangsan")).orElseThrow().passwordChangedAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void anotherProcessSeesAChangeWithinTwoSeconds() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        try (Accounts other = Accounts.open(settings())) {
            assertThat(other.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                    .isTrue();

            accounts.disable(at("zhangsan"));
            accounts.add("李四", DOMAIN, Role.STAFF, "");

            await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
                assertThat(other.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                        .isFalse();
                assertThat(other.exists(at("lisi"))).isTrue();
            });
        }
    }

    @Test
    void aGroupReachesItsMembersDownToTheLast() {
        AccountAddress zhang = add("张三");
        AccountAddress li = add("李四");
        AccountAddress agent = new AccountAddress("agent@broker.example.net");
        accounts.groups().put(at("orders"), Set.of(li, agent));
        accounts.groups().put(at("sales"), Set.of(zhang, at("orders")));

        assertThat(accounts.groups().resolve(at("sales"))).containsExactlyInAnyOrder(zhang, li, agent);
        assertThat(accounts.groups().resolve(zhang)).containsExactly(zhang);
        assertThat(accounts.groups().resolve(at("nobody"))).isEmpty();
        assertThat(accounts.exists(at("sales"))).isTrue();
        assertThat(accounts.exists(at("nobody"))).isFalse();

        accounts.groups().put(at("sales"), Set.of(li));
        assertThat(accounts.groups().resolve(at("sales"))).containsExactly(li);
        assertThat(accounts.groups().list()).hasSize(2);

        accounts.groups().remove(at("sales"));
        assertThat(accounts.exists(at("sales"))).isFalse();
    }

    @Test
    void aTokensSecretIsShownOnceAndOpensUntilRevoked() {
        IssuedToken issued = accounts.tokens().create("platform", TokenRole.PLATFORM);

        assertThat(issued.secret()).matches("tp_[A-Za-z0-9_-]{43}");
        assertThat(accounts.tokens().authenticate(issued.secret()).orElseThrow().role())
                .isEqualTo(TokenRole.PLATFORM);
        assertThat(accounts.tokens().authenticate("tp_" + "A".repeat(43))).isEmpty();
        assertThat(accounts.tokens().authenticate("")).isEmpty();
        assertThatThrownBy(() -> accounts.tokens().create("platform", TokenRole.ADMIN))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("platform");
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(accounts.tokens().list())
                        .singleElement()
                        .satisfies(token -> assertThat(token.lastUsedAt()).contains(clock.instant())));

        accounts.tokens().revoke("platform");
        assertThat(accounts.tokens().authenticate(issued.secret())).isEmpty();
        assertThat(accounts.tokens().list()).isEmpty();
        assertThat(List.of(issued.toString())).noneMatch(text -> text.contains(issued.secret()));
    }
}
