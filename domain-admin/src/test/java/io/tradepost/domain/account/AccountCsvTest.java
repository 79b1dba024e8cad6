package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountCsvTest {
    private static AccountCsv read(String text) {
        return AccountCsv.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsOutTheEncodingThatASpreadsheetDidNotSay() {
        String text = "姓名,部门\r\n张三,外贸一部\r\n";
        byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);

        for (byte[] bytes : List.of(
                text.getBytes(StandardCharsets.UTF_8), marked, utf16, text.getBytes(Charset.forName("GB18030")))) {
            AccountCsv csv = AccountCsv.read(bytes);
            assertThat(csv.rows())
                    .as(csv.encoding())
                    .containsExactly(
                            new AccountCsv.Row(1, List.of("姓名", "部门")), new AccountCsv.Row(2, List.of("张三", "外贸一部")));
        }
        assertThatThrownBy(() -> AccountCsv.read(new byte[] {'a', (byte) 0xFF, (byte) 0xFF}))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void readsQuotedValuesWithSeparatorsQuotesAndLinesInThem() {
        AccountCsv csv = read("name,department\n\"Smith, \"\"Jo\"\"\",\"one\ntwo\"\n\n ,\nLi,last");

        assertThat(csv.rows())
                .containsExactly(
                        new AccountCsv.Row(1, List.of("name", "department")),
                        new AccountCsv.Row(2, List.of("Smith, \"Jo\"", "one\ntwo")),
                        new AccountCsv.Row(6, List.of("Li", "last")));
        assertThat(csv.problems()).isEmpty();
    }

    @Test
    void takesTheSeparatorThatTheHeaderUses() {
        assertThat(read("name;department\na;b,c\n").rows().get(1).values()).containsExactly("a", "b,c");
        assertThat(read("name\tdepartment\na\tb,c\n").rows().get(1).values()).containsExactly("a", "b,c");
    }

    @Test
    void saysWhereAQuotationMarkWasLeftOpen() {
        assertThat(read("name\n\"张三\n李四\n").problems()).containsExactly(ImportProblem.of(2, "account.csv.quote"));
    }
}
