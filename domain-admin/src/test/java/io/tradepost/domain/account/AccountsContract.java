package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts, groups and tokens must do on every database. */
abstract class AccountsContract {
    static final String DOMAIN = "huamao.example";
    static final String SECOND_DOMAIN = "huamao-export.example";
    /** What happens within a second or two happens by then on the busiest machine, too. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

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

            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
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
        assertThat(accounts.receives(at("sales"))).isTrue();
        assertThat(accounts.receives(at("nobody"))).isFalse();

        accounts.groups().put(at("sales"), Set.of(li));
        assertThat(accounts.groups().resolve(at("sales"))).containsExactly(li);
        assertThat(accounts.groups().list()).hasSize(2);

        accounts.groups().remove(at("sales"));
        assertThat(accounts.receives(at("sales"))).isFalse();
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
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(accounts.tokens().list())
                        .singleElement()
                        .satisfies(token -> assertThat(token.lastUsedAt()).contains(clock.instant())));

        accounts.tokens().revoke("platform");
        assertThat(accounts.tokens().authenticate(issued.secret())).isEmpty();
        assertThat(accounts.tokens().list()).isEmpty();
        assertThat(List.of(issued.toString())).noneMatch(text -> text.contains(issued.secret()));
    }

    @Test
    void aBusyTokensUseIsWrittenOnceAMinute() {
        IssuedToken issued = accounts.tokens().create("platform", TokenRole.PLATFORM);
        Instant first = clock.instant();
        use(issued);
        assertThat(lastUseWritten()).contains(first);

        clock.advance(Duration.ofSeconds(30));
        use(issued);
        clock.advance(Duration.ofSeconds(29));
        use(issued);
        assertThat(lastUseWritten()).contains(first);

        clock.advance(Duration.ofSeconds(1));
        use(issued);
        assertThat(lastUseWritten()).contains(first.plusSeconds(60));
        clock.advance(Duration.ofSeconds(59));
        use(issued);
        assertThat(lastUseWritten()).contains(first.plusSeconds(60));
    }

    @Test
    void theLastUsesOfTokensAreWrittenAtTheEnd() {
        IssuedToken issued = accounts.tokens().create("platform", TokenRole.PLATFORM);
        use(issued);
        accounts.close();

        accounts = Accounts.open(settings());
        assertThat(accounts.tokens().list().getFirst().lastUsedAt()).contains(clock.instant());
    }

    /** Signs in with it, as soon as what is known of tokens is confirmed for the time that the clock has come to. */
    private void use(IssuedToken issued) {
        await().atMost(LONG_ENOUGH)
                .ignoreException(AccountsUnavailableException.class)
                .until(() -> accounts.tokens().authenticate(issued.secret()).isPresent());
    }

    private Optional<Instant> lastUseWritten() {
        accounts.tokens().noteUses();
        return accounts.tokens().list().getFirst().lastUsedAt();
    }

    @Test
    void aTokenMayActForAPersonThatThereIs() {
        AccountAddress person =
                accounts.add(at("lili"), "李丽", Role.OFFICER, "").account().address();
        IssuedToken issued = accounts.tokens().create("hers", TokenRole.OFFICER, Optional.of(person));
        assertThat(accounts.tokens().authenticate(issued.secret()).orElseThrow().account())
                .contains(person);
        assertThat(accounts.tokens().list())
                .singleElement()
                .satisfies(token -> assertThat(token.account()).contains(person));
        assertThatThrownBy(() -> accounts.tokens().create("nobody's", TokenRole.OFFICER, Optional.of(at("nobody"))))
                .isInstanceOf(AccountException.class);
    }

    @Test
    void namesOfFunctionsAreNoPersons() {
        assertThatThrownBy(() -> accounts.add(at("postmaster"), "张三", Role.STAFF, ""))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("RFC 2142");
        assertThat(accounts.add("Root", DOMAIN, Role.STAFF, "").account().address())
                .isEqualTo(at("root2"));
        accounts.groups().put(at("postmaster"), Set.of(at("root2")));
        assertThat(accounts.groups().resolve(at("postmaster"))).containsExactly(at("root2"));
        assertThatThrownBy(() -> accounts.add("张三", "elsewhere.example", Role.STAFF, ""))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("not a domain of ours");
        assertThatThrownBy(() -> accounts.add("张三", "huamoa.example", Role.STAFF, ""))
                .hasMessageContaining("did you mean \"huamao.example\"");
    }

    @Test
    void aClosedAddressGoesToNobodyElseUnlessReleased() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        accounts.close(at("zhangsan"));

        assertThat(accounts.exists(at("zhangsan"))).isFalse();
        assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                .isFalse();
        assertThat(add("张叁")).isEqualTo(at("zhangsan2"));
        assertThatThrownBy(() -> accounts.add(at("zhangsan"), "李四", Role.STAFF, ""))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("was the account of 张三");
        assertThatThrownBy(() -> accounts.groups().put(at("zhangsan"), Set.of(at("zhangsan2"))))
                .hasMessageContaining("was the account of 张三");

        accounts.release(at("zhangsan"));
        assertThat(accounts.add(at("zhangsan"), "李四", Role.STAFF, "").account().name())
                .isEqualTo("李四");
        assertThatThrownBy(() -> accounts.release(at("zhangsan"))).isInstanceOf(AccountException.class);
    }

    @Test
    void anAccountThatAGroupCountsOnIsNotClosed() {
        AccountAddress zhang = add("张三");
        accounts.groups().put(at("sales"), Set.of(zhang));
        assertThatThrownBy(() -> accounts.close(zhang)).hasMessageContaining("sales@");
        assertThat(accounts.exists(zhang)).isTrue();
    }

    @Test
    void groupsTakeOnlyWhatCanBeReached() {
        AccountAddress zhang = add("张三");
        Groups groups = accounts.groups();
        groups.put(at("a"), Set.of(zhang));
        groups.put(at("b"), Set.of(at("a")));

        assertThatThrownBy(() -> groups.put(at("a"), Set.of(at("b")))).hasMessageContaining("leads back");
        assertThatThrownBy(() -> groups.put(at("a"), Set.of(at("a")))).hasMessageContaining("itself");
        assertThatThrownBy(() -> groups.put(at("a"), Set.of())).hasMessageContaining("1 to");
        assertThatThrownBy(() -> groups.put(at("c"), Set.of(at("zhangsna")))).hasMessageContaining("zhangsna");
        assertThatThrownBy(() -> groups.put(zhang, Set.of(at("a")))).hasMessageContaining("account of 张三");
        assertThatThrownBy(() -> groups.put(new AccountAddress("a@elsewhere.example"), Set.of(zhang)))
                .hasMessageContaining("is not a domain of ours");
        assertThatThrownBy(() -> groups.remove(at("a"))).hasMessageContaining("member of b@");
        assertThatThrownBy(() -> accounts.add(at("a"), "李四", Role.STAFF, "")).hasMessageContaining("is a group");
        assertThat(groups.resolve(at("b"))).containsExactly(zhang);
        assertThat(accounts.exists(at("b"))).isFalse();
        assertThat(accounts.receives(at("b"))).isTrue();
        assertThat(accounts.receives(at("c"))).isFalse();
    }

    @Test
    void personsOfOneNameAddedAtOnceByTwoProcessesGetAddressesOfTheirOwn() throws InterruptedException {
        Set<AccountAddress> made = ConcurrentHashMap.newKeySet();
        try (Accounts other = Accounts.open(settings());
                ExecutorService admins = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                Accounts one = i % 2 == 0 ? accounts : other;
                admins.execute(() ->
                        made.add(one.add("王芳", DOMAIN, Role.STAFF, "").account().address()));
            }
        }
        assertThat(made).hasSize(12).contains(at("wangfang"), at("wangfang12"));
        assertThat(accounts.list()).hasSize(12);
    }

    @Test
    void anImportSaysWhatItWouldDoAndDoesIt() {
        accounts.add("陈晨", DOMAIN, Role.STAFF, "");
        byte[] csv = """
                name,domain,role,department,address
                张三,huamao.example,manager,外贸一部,
                张叁,huamao.example,员工,外贸二部,
                李四,huamao-export.example,,,
                王五,huamao.example,officer,法务部,zhangsan2@huamao.example
                """.getBytes(StandardCharsets.UTF_8);

        ImportPlan plan = accounts.planImport(csv);
        assertThat(plan.problems()).isEmpty();
        assertThat(accounts.list()).hasSize(1);
        assertThat(plan.accounts().stream().map(entry -> entry.line() + " " + entry.address()))
                .containsExactly(
                        "2 zhangsan@huamao.example",
                        "3 zhangsan3@huamao.example",
                        "4 lisi@huamao-export.example",
                        "5 zhangsan2@huamao.example");

        ImportOutcome outcome = accounts.importCsv(csv);
        assertThat(outcome.plan()).isEqualTo(plan);
        assertThat(outcome.made()).hasSize(4);
        assertThat(accounts.list()).hasSize(5);
        IssuedPassword wang = outcome.made().getLast();
        assertThat(wang.account().role()).isEqualTo(Role.OFFICER);
        assertThat(accounts.verify(wang.account().address().value(), wang.password())
                        .accepted())
                .isTrue();
    }

    @Test
    void aHashOfOldParametersIsRenewedAtTheNextSignIn() {
        String old = Password.hash("correct horse battery")
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(4096, 1, 1, 32, Argon2.ID))
                .getResult();
        add("张三");
        try (AccountDatabase database = AccountDatabase.open(settings())) {
            database.write(
                    session -> session.find(AccountRow.class, at("zhangsan").value()).passwordHash = old);
        }
        await().atMost(LONG_ENOUGH)
                .until(() -> accounts.verify("zhangsan@" + DOMAIN, "correct horse battery")
                        .accepted());

        try (AccountDatabase database = AccountDatabase.open(settings())) {
            String stored = database.read(
                    session -> session.find(AccountRow.class, at("zhangsan").value()).passwordHash);
            assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        }
        assertThat(accounts.verify("zhangsan@" + DOMAIN, "correct horse battery")
                        .accepted())
                .isTrue();
    }
}
