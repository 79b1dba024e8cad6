package io.tradepost.archive.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What of a message can be looked for. */
class MailTextTest {
    private static MailText of(String... lines) {
        return MailText.of(Content.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eachHeaderFieldStandsForItselfDecodedAndUnfolded() {
        MailText text = of("Subject: =?UTF-8?B?6K6i5Y2V?= 7", "X-Note: one", " two", "Subject: second", "", "body");
        assertThat(text.fields())
                .extracting(MailText.HeaderLine::line)
                .containsExactly("Subject: 订单 7", "X-Note: one two", "Subject: second");
        assertThat(text.texts()).containsExactly("body");
        assertThat(text.attachment()).isFalse();
    }

    @Test
    void ofHtmlThereIsWhatIsReadAndWhereItLeads() {
        MailText text = of(
                "Content-Type: text/html; charset=utf-8",
                "",
                "<p>Dear <b>buyer</b></p><a href=\"https://shop.example/offer\">our offer</a>",
                "<img alt=\"a ship\" src=\"cid:1\">");
        String all = String.join("\n", text.texts());
        assertThat(all).contains("Dear buyer", "our offer", "https://shop.example/offer", "a ship");
        assertThat(all).doesNotContain("<b>", "cid:1");
    }

    @Test
    void mailInsideMailIsTextWithItsHeaderFields() {
        MailText text = of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: message/rfc822",
                "",
                "Subject: inner offer",
                "Date: Wed, 25 Nov 2026 08:00:00 +0000",
                "",
                "inner words",
                "--b",
                "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename=a.pdf",
                "",
                "%PDF",
                "--b--");
        assertThat(String.join("\n", text.texts())).contains("Subject: inner offer", "inner words");
        assertThat(String.join("\n", text.texts())).doesNotContain("%PDF");
        assertThat(text.fields()).hasSize(1);
        assertThat(text.attachment()).isTrue();
    }

    @Test
    void sealsAreLeftOutAndWhatStandsBesideThemIsNot() {
        String seal = "Ab1+".repeat(30);
        MailText text = of(
                "DKIM-Signature: v=1; d=client.example; s=selector7; b=" + seal + ";",
                "X-Order: PO-2311",
                "List-Id: " + seal,
                "",
                seal);
        assertThat(text.fields().getFirst().value())
                .contains("d=client.example", "selector7")
                .doesNotContain("Ab1+");
        assertThat(text.fields().get(1).value()).isEqualTo("PO-2311");
        assertThat(text.fields().get(2).value()).isEqualTo(seal);
        assertThat(text.texts()).containsExactly(seal);
    }
}
