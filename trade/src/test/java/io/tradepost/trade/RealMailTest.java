package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.text.FoundNumber;
import io.tradepost.trade.text.MailText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of real mails that have nothing to do with trade. */
final class RealMailTest {

    private static final List<CorpusMail> MAIL = CorpusMail.all();

    @TempDir
    Path folder;

    @Test
    void holdsNoNumberOfTheSample() {
        String url = SampleTrade.createEmbedded(folder, List.of("zhangsan@tradepost.test"));
        TradeSnapshot snapshot;
        try (TradeDatabase database =
                TradeDatabase.open(TradeSettings.of(url, SampleTrade.USER, "", SnapshotFixture.OWN))) {
            snapshot = database.snapshot();
        }
        assertThat(MAIL).hasSizeGreaterThan(4_000);
        List<String> found = new ArrayList<>();
        for (CorpusMail mail : MAIL) {
            MailFacts facts = facts(mail);
            NumberFinder.find(facts, MailText.of(mail.text()), snapshot)
                    .forEach(placed ->
                            found.add(mail.name() + " " + placed.number().written()));
            assertThat(new Matcher().match(facts, snapshot)).as(mail.name()).isEmpty();
        }
        assertThat(found).isEmpty();
    }

    /** The worst case: every number of five digits is an order, and every mail comes from the customer who has them all. */
    @Test
    void seldomHoldsWhatLooksLikeABareFiveDigitOrderNumber() {
        SnapshotFixture fixture = new SnapshotFixture().customer("ACME", "acme.example");
        for (int number = 10_000; number < 100_000; number++) {
            fixture.order(Integer.toString(number), "ACME");
        }
        TradeSnapshot snapshot = fixture.build();
        List<String> found = new ArrayList<>();
        for (CorpusMail mail : MAIL) {
            for (NumberFinder.Placed placed : NumberFinder.find(facts(mail), MailText.of(mail.text()), snapshot)) {
                FoundNumber number = placed.number();
                found.add(mail.name() + " " + placed.place().word() + " " + number.written());
            }
            assertThat(new Matcher().match(facts(mail), snapshot))
                    .as(mail.name())
                    .allMatch(match -> match.status() == Match.Status.SUGGESTED);
        }
        assertThat(found).hasSizeLessThan(10);
    }

    private static MailFacts facts(CorpusMail mail) {
        return new MailFacts(
                mail.from(),
                List.of(),
                List.of("sales@tradepost.test"),
                List.of(),
                List.of("sales@tradepost.test"),
                "",
                false,
                Set.of("tradepost.test"),
                mail.subject(),
                mail.text(),
                List.of(),
                List.of());
    }
}
