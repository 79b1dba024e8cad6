package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.FreeMail;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleTradeTest {

    private static final List<String> OWNERS = List.of("zhangsan@demo.test", "lisi@demo.test", "wangwu@demo.test");

    @TempDir
    Path folder;

    @Test
    void hasTheSizeOfARealSmallCompany() {
        TradeSnapshot snapshot = embedded();
        assertThat(snapshot.customerCount()).isGreaterThanOrEqualTo(200);
        assertThat(snapshot.contactCount()).isGreaterThanOrEqualTo(600);
        assertThat(column(TradeView.CUSTOMER, "country", snapshot)).hasSizeGreaterThanOrEqualTo(30);
        List<String[]> documents = rows(TradeView.ORDER, snapshot);
        assertThat(documents.stream().filter(row -> row[2].equals("order"))).hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(documents.stream().filter(row -> row[0].matches("SO-20\\d\\d-\\d{5}")))
                .hasSizeGreaterThan(500);
        assertThat(documents.stream().filter(row -> row[0].matches("TP\\d\\d-\\d{4}[A-Z]")))
                .hasSizeGreaterThan(500);
        assertThat(documents.stream().filter(row -> row[0].startsWith("QT"))).hasSizeGreaterThan(500);
        assertThat(column(TradeView.REFERENCE, "kind", snapshot))
                .containsExactlyInAnyOrder("customer_po", "container", "bill_of_lading");
        assertThat(column(TradeView.OWNER, "owner_email", snapshot)).containsExactlyInAnyOrderElementsOf(OWNERS);
    }

    @Test
    void givesNoNumberTwice() {
        List<String[]> documents = rows(TradeView.ORDER, embedded());
        assertThat(documents.stream().map(row -> row[0])).doesNotHaveDuplicates();
    }

    @Test
    void sharesNoDomainBetweenCustomersAndGivesSomeTwo() {
        TradeSnapshot snapshot = embedded();
        Map<String, String> ownerOfDomain = new HashMap<>();
        int withTwo = 0;
        for (String code : column(TradeView.CUSTOMER, "code", snapshot)) {
            Set<String> domains = snapshot.domainsOf(code);
            withTwo += domains.size() > 1 ? 1 : 0;
            for (String domain : domains) {
                assertThat(ownerOfDomain.put(domain, code)).as(domain).isNull();
                assertThat(domain).matches(".*\\.(example|test)");
            }
        }
        assertThat(withTwo).isGreaterThan(5);
    }

    @Test
    void writesOnlyToReservedDomainsOrInventedFreeMailboxes() {
        Set<String> providers = new HashSet<>();
        for (String[] row : rows(TradeView.CONTACT, embedded())) {
            String domain = Addresses.domainOf(Addresses.canonical(row[1]));
            if (FreeMail.isFreeMail(domain)) {
                providers.add(domain);
                assertThat(row[1]).startsWith("sample.");
            } else {
                assertThat(domain).matches("[a-z0-9-]+\\.(example|test)");
            }
        }
        assertThat(providers).contains("gmail.com", "qq.com", "163.com");
    }

    @Test
    void namesItsCustomersInChineseToo() {
        List<String[]> customers = rows(TradeView.CUSTOMER, embedded());
        assertThat(customers).allMatch(row -> row[2].codePoints().allMatch(Character::isIdeographic));
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        String script = SampleTrade.script(OWNERS, 7);
        assertThat(SampleTrade.script(OWNERS, 7)).isEqualTo(script);
        assertThat(SampleTrade.script(OWNERS, 8)).isNotEqualTo(script);
    }

    @Test
    void isLeftAloneOnTheSecondStart() throws Exception {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        try (var connection = DriverManager.getConnection(url, SampleTrade.USER, "");
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM demo_person");
        }
        assertThat(SampleTrade.createEmbedded(folder, OWNERS)).isEqualTo(url);
        assertThat(embedded().contactCount()).isZero();
    }

    private TradeSnapshot embedded() {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        try (TradeDatabase database =
                TradeDatabase.open(TradeSettings.of(url, SampleTrade.USER, "", Set.of("demo.test")))) {
            assertThat(database.health().problem()).isEmpty();
            return database.snapshot();
        }
    }

    private static List<String[]> rows(TradeView view, TradeSnapshot snapshot) {
        RowTable table = snapshot.table(view);
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            rows.add(table.row(row));
        }
        return rows;
    }

    private static Set<String> column(TradeView view, String column, TradeSnapshot snapshot) {
        int index = view.columns().indexOf(column);
        Set<String> values = new HashSet<>();
        rows(view, snapshot).forEach(row -> values.add(row[index]));
        return values;
    }
}
