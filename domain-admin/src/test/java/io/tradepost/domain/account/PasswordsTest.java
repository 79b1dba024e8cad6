package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
    private static final AccountAddress ADDRESS = new AccountAddress("zhangsan@huamao.example");

    private final PasswordHashing hashing = new PasswordHashing();

    @Test
    void aHashNamesItsParametersAndMatchesItsPasswordOnly() {
        String hash = hashing.hash("correct horse battery");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashing.matches("correct horse battery", hash)).isTrue();
        assertThat(hashing.matches("correct horse batterY", hash)).isFalse();
        assertThat(hashing.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(hashing.outdated(hash)).isFalse();
        assertThat(hashing.outdated(hash.replace("m=19456", "m=4096"))).isTrue();
    }

    @Test
    void aPasswordIsTheSameInBothUnicodeForms() {
        assertThat(hashing.matches("cafe\u0301 parisien", hashing.hash("caf\u00e9 parisien")))
                .isTrue();
    }

    @Test
    void aFirstPasswordCanBeReadAloudAndMeetsThePolicy() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String password = FirstPassword.make();
            assertThat(password).matches("([abcefghjknpqrstuvxyz2-9]{4}-){3}[abcefghjknpqrstuvxyz2-9]{4}");
            assertThat(seen.add(password)).isTrue();
        }
        PasswordPolicy.require(FirstPassword.make(), ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "aaaaaaaaaaaaaaaa",
                "my zhangsan pass",
                "ZHANGSAN2026!!",
                "tab\tinside here"
            })
    void aWeakPasswordIsRefusedWithoutBeingRepeated(String password) {
        assertThatThrownBy(() -> PasswordPolicy.require(password, ADDRESS))
                .isInstanceOf(AccountException.class)
                .message()
                .doesNotContain(password);
    }

    @Test
    void aLongPasswordIsFineAndAnEndlessOneIsNot() {
        PasswordPolicy.require("外贸部的打印机今天又坏了吧", ADDRESS);
        PasswordPolicy.require("abcdefgh".repeat(32), ADDRESS);
        assertThatThrownBy(() -> PasswordPolicy.require("abcdefgh".repeat(32) + "i", ADDRESS))
                .isInstanceOf(AccountException.class);
    }

    @Test
    void noMoreThanAFewHashesRunAtOnce() throws InterruptedException {
        String hash = hashing.hash("correct horse battery");
        AtomicInteger done = new AtomicInteger();
        Thread[] clients = IntStream.range(0, 12)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    if (!hashing.matches("wrong " + i, hash)) {
                        done.incrementAndGet();
                    }
                }))
                .toArray(Thread[]::new);
        int most = 0;
        for (Thread client : clients) {
            while (client.isAlive()) {
                most = Math.max(most, hashing.running());
                Thread.sleep(1);
            }
        }
        assertThat(done).hasValue(12);
        assertThat(most).isBetween(1, PasswordHashing.AT_ONCE);
    }
}
