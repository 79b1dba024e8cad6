package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Book;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import io.tradepost.server.e2e.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mail from the world to people of the company. */
abstract class InboundMailContract {
    private static final String LINA = "lina@tradepost.test";
    private static final String ZHANGSAN = "zhangsan@tradepost.test";
    private static final String WANGWEI = "wangwei@tradepost.test";
    private static final String ASIA = "shanxiongxin@tradepost-asia.test";

    private final SharedServer shared;
    private final Rest officer;

    InboundMailContract(SharedServer shared) {
        this.shared = shared;
        this.officer = shared.officer();
    }

    private void send(String from, List<String> to, byte[] bytes) {
        try (Smtp smtp = shared.smtp()) {
            smtp.sendAccepted(from, to, bytes);
        }
    }

    @Test
    void isArchivedToTheByteLinkedToCustomerAndOrderAndDeliveredWithItsLink() {
        Book.Client client = shared.book().client(0);
        Letter letter = Letter.from(client.contact(), "Delivery of " + client.order())
                .with("To", "<" + LINA + ">")
                .with("X-Tradepost-Link", "order=FORGED");
        send(client.contact(), List.of(LINA), letter.bytes());

        JsonNode message = Expect.archivedOnce(officer, letter, client.contact(), List.of(LINA));
        assertThat(message.required("direction").asText()).isEqualTo("inbound");
        assertThat(Expect.texts(message.required("account"))).containsExactly(LINA);
        assertThat(Expect.link(officer, letter, "customer", client.code())
                        .required("status")
                        .asText())
                .isEqualTo("linked");
        JsonNode order = Expect.link(officer, letter, "order", client.order());
        assertThat(order.required("status").asText()).isEqualTo("linked");
        assertThat(order.required("customer").asText()).isEqualTo(client.code());
        assertThat(order.required("evidence")).isNotEmpty();

        Imap.Delivered copy = Imap.of(shared.server(), "lina").awaitOne(letter.mark());
        assertThat(copy.keywords()).contains("$Linked").doesNotContain("$Review");
        assertThat(copy.header("X-Tradepost-Link"))
                .as("the stranger's claim is gone, ours is there")
                .singleElement()
                .asString()
                .contains("customer=" + client.code(), "order=" + client.order())
                .doesNotContain("FORGED");
        assertThat(copy.header("Return-Path")).containsExactly("<" + client.contact() + ">");
        assertThat(copy.text()).endsWith("\r\n.a line that begins with a dot\r\nregards\r\n");
    }

    @Test
    void isLinkedByTheCustomersOwnOrderNumberInAnAttachmentsName() {
        Book.Client client = shared.book().client(1);
        Letter letter = Letter.from(client.contact(), "See attachment")
                .with("MIME-Version", "1.0")
                .with("Content-Type", "application/pdf; name=\"PO " + client.purchaseOrder() + ".pdf\"")
                .with("Content-Disposition", "attachment; filename=\"PO " + client.purchaseOrder() + ".pdf\"")
                .with("Content-Transfer-Encoding", "base64")
                .body("JVBERi0xLjQK\r\n");
        send(client.contact(), List.of(LINA), letter.bytes());

        JsonNode message = Expect.archivedOnce(officer, letter, client.contact(), List.of(LINA));
        assertThat(message.required("attachments")).hasSize(1);
        assertThat(message.at("/attachments/0/name").asText()).contains(client.purchaseOrder());
        Expect.link(officer, letter, "customer", client.code());
        Expect.link(officer, letter, "order", client.order());
    }

    @Test
    void ofAStrangerWhoQuotesOurNumberGoesToReview() {
        Book.Client client = shared.book().client(2);
        String stranger = "someone@never-heard-of.example";
        Letter letter = Letter.from(stranger, "Payment for " + client.order());
        send(stranger, List.of(LINA), letter.bytes());

        assertThat(Expect.link(officer, letter, "order", client.order())
                        .required("status")
                        .asText())
                .isEqualTo("suggested");
        Imap.Delivered copy = Imap.of(shared.server(), "lina").awaitOne(letter.mark());
        assertThat(copy.keywords()).contains("$Review").doesNotContain("$Linked");
        assertThat(copy.header("X-Tradepost-Link")).isEmpty();
    }

    @Test
    void ofOneCustomerThatQuotesAnothersNumberIsNotLinkedToTheOther() {
        Book.Client writer = shared.book().client(3);
        Book.Client other = shared.book().client(4);
        Letter letter = Letter.from(writer.contact(), "Is " + other.order() + " for sale?");
        send(writer.contact(), List.of(LINA), letter.bytes());

        Expect.link(officer, letter, "customer", writer.code());
        JsonNode message = officer.awaitOne("subject:" + letter.mark());
        for (JsonNode link : message.required("links")) {
            if (link.required("customer").asText().equals(other.code())) {
                assertThat(link.required("status").asText()).isEqualTo("suggested");
            }
        }
    }

    @Test
    void toAGroupIsOneMessageForTheArchiveAndOneForEachMember() {
        Letter letter = Letter.from("buyer@new-buyer.example", "To all of sales");
        send("buyer@new-buyer.example", List.of("sales@tradepost.test"), letter.bytes());

        JsonNode message =
                Expect.archivedOnce(officer, letter, "buyer@new-buyer.example", List.of("sales@tradepost.test"));
        assertThat(Expect.texts(message.required("account"))).containsExactlyInAnyOrder(LINA, ZHANGSAN, WANGWEI);
        for (String member : List.of("lina", "zhangsan", "wangwei")) {
            Imap.of(shared.server(), member).awaitOne(letter.mark());
        }
    }

    @Test
    void toAnAliasReachesThePersonBehindIt() {
        Letter letter = Letter.from("buyer@new-buyer.example", "To an alias");
        send("buyer@new-buyer.example", List.of("Compliance@Tradepost.TEST"), letter.bytes());

        JsonNode message = officer.awaitOne("subject:" + letter.mark());
        assertThat(Expect.texts(message.required("account"))).containsExactly("zhaomin@tradepost.test");
        Imap.of(shared.server(), "zhaomin").awaitOne(letter.mark());
    }

    @Test
    void toSeveralPeopleOfTwoDomainsIsArchivedOnceAndDeliveredToEachOnce() {
        Letter letter =
                Letter.from("buyer@new-buyer.example", "To three of you").with("To", "<" + LINA + ">");
        List<String> to = List.of(LINA, WANGWEI, ASIA, "sales@tradepost.test");
        send("buyer@new-buyer.example", to, letter.bytes());

        Expect.archivedOnce(officer, letter, "buyer@new-buyer.example", to);
        for (String member : List.of("lina", "zhangsan", "wangwei", "shanxiongxin")) {
            Imap.of(shared.server(), member).awaitOne(letter.mark());
        }
    }

    @Test
    void fromTheNullSenderIsKeptAndDeliveredAsABounceIs() {
        Letter letter = Letter.from("mailer-daemon@elsewhere.example", "Undelivered");
        send("", List.of(LINA), letter.bytes());

        Expect.archivedOnce(officer, letter, "", List.of(LINA));
        assertThat(Imap.of(shared.server(), "lina").awaitOne(letter.mark()).header("Return-Path"))
                .containsExactly("<>");
    }

    @Test
    void withTheMessageIdOfAnotherIsKeptBesideIt() {
        Letter letter = Letter.from("buyer@new-buyer.example", "Twice one id");
        byte[] first = letter.bytes();
        byte[] second = letter.body("another text\r\n").bytes();
        send("buyer@new-buyer.example", List.of(LINA), first);
        send("buyer@new-buyer.example", List.of(LINA), second);

        assertThat(officer.await("subject:" + letter.mark(), 2))
                .extracting(message -> message.required("sha256").asText())
                .containsExactlyInAnyOrder(Wire.sha256(first), Wire.sha256(second));
    }

    @Test
    void withoutAnyHeaderIsKeptAndFoundByItsEnvelope() {
        byte[] bytes = Wire.content("just a line\nand another\n");
        send("headless@new-buyer.example", List.of(LINA), bytes);

        JsonNode message = officer.awaitOne("participant:headless@new-buyer.example");
        assertThat(officer.raw(message.required("id").asText())).isEqualTo(bytes);
    }

    /** Real mail has such headers; a mailbox that can't hold them must not keep the mail from its reader for ever. */
    @Test
    void withMimeHeadersOfAnyLengthReachesItsReader() {
        List<String> types = List.of(
                "multipart/mixed; boundary=\"" + "b".repeat(7_000) + "\"",
                "t".repeat(900) + "/plain",
                "text/" + "s".repeat(900),
                "text/plain; " + "n".repeat(900) + "=value",
                "text/plain; charset=" + "\u4e2d".repeat(2_000));
        for (String type : types) {
            Letter letter = Letter.from("long@new-buyer.example", "Long header")
                    .with("MIME-Version", "1.0")
                    .with("Content-Type", type)
                    .with("Content-Description", "d".repeat(5_000))
                    .with("Content-Language", "l".repeat(3_000));
            send("long@new-buyer.example", List.of(WANGWEI), letter.bytes());
            Expect.archivedOnce(officer, letter, "long@new-buyer.example", List.of(WANGWEI));
            Imap.of(shared.server(), "wangwei").awaitOne(letter.mark());
        }
    }

    @Test
    void isFoundByChineseWordsOfItsBodyAndByAnyNameOfItsParticipants() {
        Letter letter = Letter.from("caigou@xin-mai-jia.example", "询价")
                .with("MIME-Version", "1.0")
                .with("Content-Type", "text/plain; charset=utf-8")
                .with("Content-Transfer-Encoding", "8bit")
                .body("您好，请报价不锈钢法兰盘五百件，谢谢。\r\n");
        send("caigou@xin-mai-jia.example", List.of(LINA), letter.bytes());
        String id = officer.awaitOne("subject:" + letter.mark()).required("id").asText();

        for (String query : List.of(
                "不锈钢",
                "锈钢法兰",
                "不鏽鋼",
                "subject:询价",
                "participant:caigou@xin-mai-jia.example",
                "domain:xin-mai-jia.example",
                "direction:inbound account:" + LINA + " 法兰盘")) {
            assertThat(officer.search(query).required("items"))
                    .as(query)
                    .anySatisfy(item -> assertThat(item.required("id").asText()).isEqualTo(id));
        }
        assertThat(officer.raw(id)).asString(StandardCharsets.UTF_8).contains("不锈钢法兰盘");
    }
}
