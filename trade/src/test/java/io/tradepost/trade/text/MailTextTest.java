package io.tradepost.trade.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MailTextTest {

    static Stream<Arguments> quotations() {
        return Stream.of(
                q("NEW\n> OLD\n> > OLD\n"),
                q("NEW\n>OLD\nNEW again\n"),
                q(
                        "NEW\n\nOn Mon, 3 Jun 2024 at 10:00, Bob <bob@acme.example> wrote:\n> OLD\nNEW below",
                        "bob@acme.example"),
                q("NEW\n\nOn Mon, 3 Jun 2024, Bob\n<bob@acme.example> wrote:\n\n> OLD\n", "bob@acme.example"),
                q("NEW\n\nOn 3 Jun 2024 Bob <bob@acme.example> wrote:\nOLD without marks", "bob@acme.example"),
                q("NEW\nAm 03.06.2024 um 10:00 schrieb Bob <bob@acme.example>:\n> OLD", "bob@acme.example"),
                q("NEW\n在 2024年6月3日，Bob <bob@acme.example> 写道：\n> OLD", "bob@acme.example"),
                q("NEW\n-----Original Message-----\nFrom: Bob <bob@acme.example>\nTo: x\n\nOLD", "bob@acme.example"),
                q(
                        "NEW\n------------------ 原始邮件 ------------------\n发件人: \"Bob\" <bob@acme.example>;\n发送时间: x\n\nOLD",
                        "bob@acme.example"),
                q("NEW\n\n发件人：bob@acme.example\n发送时间：今天\n收件人：x\n主题：y\n\nOLD", "bob@acme.example"),
                q("NEW\n\nFrom: Bob [mailto:bob@acme.example]\nSent: today\nTo: x\n\nOLD", "bob@acme.example"),
                q("NEW\n\n*From:* Bob <bob@acme.example>\n*Sent:* today\n\nOLD", "bob@acme.example"),
                q(
                        "NEW\n---------- Forwarded message ---------\nFrom: Bob <bob@acme.example>\nDate: x\n\nOLD",
                        "bob@acme.example"),
                q(
                        "NEW\nBegin forwarded message:\n\n> From: Bob <bob@acme.example>\n> Subject: x\n>\n> OLD",
                        "bob@acme.example"),
                q(
                        "NEW\n________________________________\nVon: Bob <bob@acme.example>\nGesendet: x\n\nOLD",
                        "bob@acme.example"));
    }

    private static Arguments q(String text, String... authors) {
        return Arguments.of(text, List.of(authors));
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void partsNewFromQuoted(String text, List<String> authors) {
        for (String lineEnd : List.of("\n", "\r\n")) {
            MailText parted = MailText.of(text.replace("\n", lineEnd));
            assertThat(parted.written()).contains("NEW").doesNotContain("OLD");
            assertThat(parted.quoted()).contains("OLD").doesNotContain("NEW");
            assertThat(parted.authors()).containsExactlyInAnyOrderElementsOf(authors);
        }
    }

    @Test
    void takesAnOrdinaryLetterWhole() {
        String letter =
                "Dear Sir,\nfrom: our side all is well.\nOn Monday we ship.\nThe captain wrote: all clear.\nTo: be sure\n";
        MailText parted = MailText.of(letter);
        assertThat(parted.quoted()).isEmpty();
        assertThat(parted.authors()).isEmpty();
    }

    @Test
    void readsOnlyTheFirstPartOfAHugeText() {
        MailText parted = MailText.of("a".repeat(5_000_000));
        assertThat(parted.written().length()).isEqualTo(MailText.MAX_LENGTH + 1);
    }
}
