package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.SnapshotFixture.Mail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every document of the sample, named by its customer, by another customer, by a stranger and by our own staff. */
final class SampleMailTest {

    private static final Matcher MATCHER = new Matcher();
    private static final List<String> BEFORE = List.of("", "Re: ", "订单", "FW: your PI ", "order no. ", "请看", "(");
    private static final List<String> BEHIND = List.of("", " shipping date?", "的单据", ", thanks", ").", "-R2");

    @TempDir
    static Path folder;

    private static TradeSnapshot snapshot = TradeSnapshot.notLoaded(java.time.Instant.EPOCH);
    private static final List<String[]> CONTACTS = new ArrayList<>();

    @BeforeAll
    static void load() {
        String url = SampleTrade.createEmbedded(folder, List.of("zhangsan@tradepost.test"));
        try (TradeDatabase database =
                TradeDatabase.open(TradeSettings.of(url, SampleTrade.USER, "", SnapshotFixture.OWN))) {
            snapshot = database.snapshot();
        }
        RowTable contacts = snapshot.table(TradeView.CONTACT);
        for (int row = 0; row < contacts.size(); row++) {
            CONTACTS.add(contacts.row(row));
        }
    }

    @Test
    void everyContactLinksToItsCustomerAlone() {
        for (String[] contact : CONTACTS) {
            assertThat(MATCHER.match(Mail.from(contact[1]).facts(), snapshot))
                    .as(contact[1])
                    .satisfiesExactly(match -> {
                        assertThat(match.key()).isEqualTo(contact[0]);
                        assertThat(match.status()).isEqualTo(Match.Status.LINKED);
                    });
        }
    }

    @Test
    void everyNumberLinksForItsCustomerAndForNobodyElse() {
        Random random = new Random(3);
        RowTable orders = snapshot.table(TradeView.ORDER);
        for (int row = 0; row < orders.size(); row++) {
            String number = orders.get(row, 0);
            String customer = orders.get(row, 1);
            String text = pick(BEFORE, random) + typed(number, random) + pick(BEHIND, random);
            String own = contact(customer, true, random);
            String foreign = contact(customer, false, random);
            assertThat(linked(Mail.from(own).subject(text))).as(text).containsExactly(customer, number);
            assertThat(linked(Mail.from(own).text("hello\n\n> " + text + "\n")))
                    .as(text)
                    .containsExactly(customer, number);
            assertThat(linked(Mail.ours(own).text(text))).as(text).containsExactly(customer, number);
            assertThat(linked(Mail.ours("lisi@tradepost.test").text(text)))
                    .as(text)
                    .containsExactly(customer, number);
            assertThat(linked(Mail.from(foreign).subject(text).text(text)))
                    .as(text)
                    .hasSize(1)
                    .doesNotContain(customer, number);
            assertThat(linked(Mail.ours(foreign).subject(text)))
                    .as(text)
                    .hasSize(1)
                    .doesNotContain(customer, number);
            assertThat(linked(Mail.from("x@stranger.example").subject(text).files(number + ".pdf")))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void everyReferenceLinksForItsCustomerAndForNobodyElse() {
        Random random = new Random(4);
        RowTable references = snapshot.table(TradeView.REFERENCE);
        for (int row = 0; row < references.size(); row++) {
            String number = references.get(row, 1);
            String order = references.get(row, 2);
            String customer = references.get(row, 3);
            String text = "about PO " + number + ".";
            assertThat(linked(Mail.from(contact(customer, true, random)).subject(text)))
                    .as(text)
                    .containsExactly(customer, order);
            assertThat(linked(Mail.from(contact(customer, false, random)).subject(text)))
                    .as(text)
                    .doesNotContain(customer, order);
            assertThat(MATCHER.match(
                            Mail.from("x@stranger.example").subject(text).facts(), snapshot))
                    .as(text)
                    .isEmpty();
        }
    }

    private static List<String> linked(Mail mail) {
        return MATCHER.match(mail.facts(), snapshot).stream()
                .filter(match -> match.status() == Match.Status.LINKED)
                .map(Match::key)
                .toList();
    }

    /** As people write it. */
    private static String typed(String number, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> number.toLowerCase(Locale.ROOT);
            case 1 -> number.replace('-', '/');
            case 2 -> number.replace("-", "");
            case 3 -> number.replace('-', ' ');
            default -> number;
        };
    }

    private static String contact(String customer, boolean of, Random random) {
        List<String> addresses = CONTACTS.stream()
                .filter(contact -> contact[0].equals(customer) == of)
                .map(contact -> contact[1])
                .toList();
        return pick(addresses, random);
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
