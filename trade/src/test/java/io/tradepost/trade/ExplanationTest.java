package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.SnapshotFixture.Mail;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

    private static final TradeSnapshot SNAPSHOT = new SnapshotFixture()
            .row(TradeView.CUSTOMER, "ACME", "Acme Tools Ltd", "艾克米工具", "SE", "", "acme-tools.example", "active")
            .contact("ACME", "bob@acme-tools.example")
            .customer("BETA", "beta.example")
            .order("SO-2024-00777", "BETA")
            .build();

    @Test
    void saysInEnglishWhyAndWhyNot() {
        assertThat(explain(Locale.US)).isEqualTo("""
                        Customer ACME (Acme Tools Ltd): linked, 99.5 %
                          - bob@acme-tools.example, in the sender, is the address of a contact
                        Order SO-2024-00777 of customer BETA (BETA Ltd): suggested, a person decides, 70.0 %
                          - our own number SO-2024-00777 stands in the subject
                          - but the correspondent is customer ACME, so nothing is linked by itself
                        """);
    }

    @Test
    void saysInChineseWhyAndWhyNot() {
        assertThat(explain(Locale.forLanguageTag("zh-CN"))).isEqualTo("""
                        客户 ACME（艾克米工具）：已关联，99.5 %
                          - 发件人中的 bob@acme-tools.example 是客户联系人的邮箱
                        订单 SO-2024-00777，客户 BETA（BETA Ltd）：建议，待人工确认，70.0 %
                          - 主题中有我方单号 SO-2024-00777
                          - 但往来对方是客户 ACME，因此不自动关联
                        """);
    }

    @Test
    void saysSoWhenThereIsNothing() {
        assertThat(Explanation.of(List.of(), SNAPSHOT, Locale.ENGLISH)).startsWith("No customer");
        assertThat(Explanation.of(List.of(), SNAPSHOT, Locale.CHINA)).startsWith("没有");
    }

    @Test
    void showsAsItIsWhatItDoesNotKnow() {
        Explanation.Item item = new Explanation.Item(
                "shipment", "S'1{0}", "X", "pinned", 1, List.of(new Evidence("stars", "sky", "it's {bright}")));
        assertThat(Explanation.of(List.of(item), SNAPSHOT, Locale.ENGLISH))
                .isEqualTo("shipment S'1{0} of customer X: pinned, 100.0 %\n  - sky: stars it's {bright}\n");
    }

    @Test
    void hasWordsForEveryTypeOfEvidenceInBothLanguages() throws IllegalAccessException {
        ResourceBundle english = ResourceBundle.getBundle(Explanation.BUNDLE, Locale.ROOT);
        ResourceBundle chinese = ResourceBundle.getBundle(Explanation.BUNDLE, Locale.SIMPLIFIED_CHINESE);
        assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        for (Field field : Evidence.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                assertThat(english.containsKey("evidence." + field.get(Evidence.class)))
                        .isTrue();
            }
        }
        assertThat(Arrays.stream(NumberFinder.Place.values()))
                .allMatch(place -> english.containsKey("where." + place.word()));
    }

    private static String explain(Locale locale) {
        List<Match> matches = new Matcher()
                .match(
                        Mail.from("bob@acme-tools.example")
                                .subject("SO-2024-00777")
                                .facts(),
                        SNAPSHOT);
        return Explanation.of(matches.stream().map(Explanation.Item::of).toList(), SNAPSHOT, locale);
    }
}
