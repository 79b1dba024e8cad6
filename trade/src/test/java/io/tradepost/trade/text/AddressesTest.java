package io.tradepost.trade.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Bob@Acme.EXAMPLE, bob@acme.example",
                "Bob <bob@acme.example>, bob@acme.example",
                "`\"a@b.example\" <c@d.example>`, c@d.example",
                "x@bücher.example, x@xn--bcher-kva.example",
                "x@acme.example., x@acme.example",
                "\"a b\"@acme.example, \"a b\"@acme.example",
                "a b@acme.example, ``",
                "a;b@acme.example, ``",
                "@acme.example, ``",
                "bob@, ``",
                "bob, ``",
                "bob@[10.0.0.1], ``",
                "bob@10.0.0.1, ``",
                "bob@-acme.example, ``",
                "bob@acme-.example, ``",
                "bob@acme..example, ``",
            })
    void canonicalAddressOf(String raw, String expected) {
        assertThat(Addresses.canonical(raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.acme.co.uk, acme.co.uk",
        "acme.com.cn, acme.com.cn",
        "www.acme.com, acme.com",
        "a.b.acme.example, acme.example",
        "acme.test, acme.test",
        "co.uk, ''",
        "com, ''",
        "localhost, ''",
        "shop.github.io, shop.github.io",
    })
    void registrableDomainOf(String domain, String expected) {
        assertThat(Addresses.registrable(domain)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.example/en?x=1, www.acme.example",
        "acme.example, acme.example",
        "http://acme.example:8080, acme.example",
        "@acme.example, acme.example",
        "none, none",
        "n/a, n",
        "'', ''",
    })
    void hostOf(String website, String expected) {
        assertThat(Addresses.hostOf(website)).isEqualTo(expected);
    }

    @Test
    void findsSeveralAddressesInOneField() {
        assertThat(Addresses.all("a@x.example; B@x.example, c@y.example nothing"))
                .containsExactly("a@x.example", "b@x.example", "c@y.example");
    }

    @Test
    void knowsFreeMailProvidersWithTheirSubdomains() {
        assertThat(Set.of("gmail.com", "vip.163.com", "qq.com", "foxmail.com", "any.yahoo.com", "web.de"))
                .allMatch(FreeMail::isFreeMail);
        assertThat(Set.of("acme.example", "notgmail.com", "com", "gmail.com.acme.example"))
                .noneMatch(FreeMail::isFreeMail);
    }

    @ParameterizedTest
    @CsvSource({
        "lindqvlst-tools.example, lindqvist-tools.example",
        "lindqvist-tool.example, lindqvist-tools.example",
        "lindqvist-toosl.example, lindqvist-tools.example",
        "lindqvist-tools.test, lindqvist-tools.example",
        "mail.lindqvist-too1s.example, lindqvist-tools.example",
        "xn--lindqvst-tools-bbm.example, lindqvist-tools.example",
        "lindqvist-tools.example, ''",
        "www.lindqvist-tools.example, ''",
        "nobody.example, ''",
        "gmail.com, ''",
        "beto.example, ''",
    })
    void tellsAnImitationFromTheGenuine(String domain, String imitated) {
        assertThat(LookAlike.imitated(domain, Set.of("lindqvist-tools.example", "beta.example")))
                .isEqualTo(imitated);
    }
}
