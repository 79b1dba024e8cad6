package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountAddressTest {
    @Test
    void isInLowerCaseWithADomainInALabels() {
        assertThat(new AccountAddress(" ZhangSan@HuaMao.Example ").value()).isEqualTo("zhangsan@huamao.example");
        assertThat(new AccountAddress("li@华贸.公司").domain()).isEqualTo("xn--xkrs16k.xn--55qx5d");
        assertThat(new AccountAddress("a.b+c@x.example").localPart()).isEqualTo("a.b+c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.example",
                "a b@c.example",
                ".a@c.example",
                "a..b@c.example",
                "a@-c.example",
                "a@c..example",
                "\"q\"@c.example",
                "a@[192.0.2.1]",
                "张三@c.example",
                "a@b@c.example",
                "a\n@c.example"
            })
    void whatIsNoAddressIsNotTaken(String text) {
        assertThat(AccountAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> new AccountAddress(text))
                .isInstanceOf(AccountException.class)
                .matches(failure -> !((AccountException) failure).isTemporary());
    }

    @Test
    void isNoLongerThanTheProtocolAllows() {
        assertThat(AccountAddress.parse("a".repeat(64) + "@c.example")).isPresent();
        assertThat(AccountAddress.parse("a".repeat(65) + "@c.example")).isEmpty();
        assertThat(AccountAddress.parse("a@" + "b".repeat(64) + ".example")).isEmpty();
        assertThat(AccountAddress.parse("a@" + "b.".repeat(200) + "example")).isEmpty();
    }
}
