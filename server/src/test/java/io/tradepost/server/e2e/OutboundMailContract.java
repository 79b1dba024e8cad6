package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Book;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import io.tradepost.server.e2e.kit.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mail from people of the company, to each other and to the world. */
abstract class OutboundMailContract {
    private static final String LINA = "lina@tradepost.test";
    private static final String WANGWEI = "wangwei@tradepost.test";

    private final SharedServer shared;
    private final Rest officer;

    OutboundMailContract(SharedServer shared) {
        this.shared = shared;
        this.officer = shared.officer();
    }

    private void send(List<String> to, byte[] bytes) {
        try (Smtp smtp = shared.submission("lina")) {
            smtp.sendAccepted(LINA, to, bytes);
        }
    }

    @Test
    void toACustomerIsArchivedLinkedAndReachesItByTheMxOfItsDomain() {
        Book.Client client = shared.book().client(5);
        Letter letter = Letter.from(LINA, "Your order " + client.order()).with("To", "<" + client.contact() + ">");
        send(List.of(client.contact()), letter.bytes());

        JsonNode message = Expect.archivedOnce(officer, letter, LINA, List.of(client.contact()));
        assertThat(message.required("direction").asText()).isEqualTo("outbound");
        assertThat(Expect.texts(message.required("account"))).containsExactly(LINA);
        Expect.link(officer, letter, "customer", client.code());
        Expect.link(officer, letter, "order", client.order());

        World.Arrived arrived = shared.world().await(letter.mark(), 1).get(0);
        assertThat(arrived.from()).isEqualTo(LINA);
        assertThat(arrived.to()).containsExactly(client.contact());
        assertThat(arrived.text())
                .as("what leaves the company tells nothing of our links")
                .doesNotContain("X-Tradepost-Link")
                .endsWith("\r\n.a line that begins with a dot\r\nregards\r\n");
    }

    @Test
    void overTheTlsDoorWorksTheSame() {
        RunningServer.DemoAccount account = shared.server().account("lina");
        Letter letter = Letter.from(LINA, "Over port 465");
        try (Smtp smtp = Smtp.connectTls(shared.server().port("submissions"))) {
            smtp.expect(250, "EHLO client.example");
            assertThat(smtp.signIn(account.address(), account.password()).code())
                    .isEqualTo(235);
            smtp.sendAccepted(LINA, List.of("someone@partner.example"), letter.bytes());
        }

        Expect.archivedOnce(officer, letter, LINA, List.of("someone@partner.example"));
        shared.world().await(letter.mark(), 1);
    }

    @Test
    void betweenColleaguesStaysInside() {
        Letter letter = Letter.from(LINA, "Lunch?");
        send(List.of(WANGWEI), letter.bytes());

        JsonNode message = Expect.archivedOnce(officer, letter, LINA, List.of(WANGWEI));
        assertThat(message.required("direction").asText()).isEqualTo("internal");
        assertThat(Expect.texts(message.required("account"))).containsExactlyInAnyOrder(LINA, WANGWEI);
        Imap.Delivered copy = Imap.of(shared.server(), "wangwei").awaitOne(letter.mark());
        assertThat(copy.keywords()).doesNotContain("$Linked", "$Review");
        assertThat(copy.header("X-Tradepost-Link")).isEmpty();
        assertThat(shared.world().with(letter.mark())).isEmpty();
    }

    @Test
    void withBlindCopiesIsArchivedWithThemAndNobodyElseSeesThem() {
        List<String> to = List.of("open@partner.example", WANGWEI, "blind@elsewhere.example");
        Letter letter = Letter.from(LINA, "With blind copies")
                .with("To", "<open@partner.example>, <" + WANGWEI + ">")
                .with("Bcc", "<blind@elsewhere.example>");
        send(to, letter.bytes());

        JsonNode message = Expect.archivedOnce(officer, letter, LINA, to);
        assertThat(message.required("direction").asText()).isEqualTo("outbound");
        List<World.Arrived> arrived = shared.world().await(letter.mark(), 2);
        assertThat(arrived)
                .allSatisfy(copy -> assertThat(copy.asSent())
                        .doesNotContainIgnoringCase("\nBcc:")
                        .doesNotContain("blind@elsewhere.example"));
        assertThat(arrived)
                .flatExtracting(World.Arrived::to)
                .containsExactlyInAnyOrder("open@partner.example", "blind@elsewhere.example");
        assertThat(Imap.of(shared.server(), "wangwei").awaitOne(letter.mark()).text())
                .doesNotContain("blind@elsewhere.example");
        officer.await("bcc:blind@elsewhere.example subject:" + letter.mark(), 1);
    }

    @Test
    void toSomebodyWhomTheOtherServerDoesNotKnowComesBackAsAReportThatIsArchivedToo() {
        shared.world().refuse("nobody@partner.example");
        Letter letter = Letter.from(LINA, "To two, one unknown");
        send(List.of("known@partner.example", "nobody@partner.example"), letter.bytes());

        assertThat(shared.world().await(letter.mark(), 1))
                .singleElement()
                .satisfies(copy -> assertThat(copy.to()).containsExactly("known@partner.example"));
        Imap.Delivered report = Imap.of(shared.server(), "lina").awaitOne(letter.mark());
        assertThat(report.header("Return-Path")).containsExactly("<>");
        assertThat(report.text()).contains("nobody@partner.example").doesNotContain("known@partner.example\r\nAction");
        Expect.archivedOnce(officer, letter, LINA, List.of("known@partner.example", "nobody@partner.example"));
        Eventually.until(
                "the report in the archive",
                Duration.ofSeconds(30),
                () -> officer.search("to:" + LINA + " body:nobody@partner.example")
                                .required("total")
                                .asInt()
                        >= 1,
                () -> officer.search("to:" + LINA).toPrettyString());
    }

    @Test
    void thatTheOtherServerWantsLaterIsTriedAgain() {
        shared.world().delay("busy@partner.example");
        Letter letter = Letter.from(LINA, "Later please");
        send(List.of("busy@partner.example"), letter.bytes());
        officer.awaitOne("subject:" + letter.mark());
        assertThat(shared.world().with(letter.mark())).isEmpty();

        shared.world().undelay("busy@partner.example");
        assertThat(shared.world().await(letter.mark(), 1)).hasSize(1);
        assertThat(Imap.of(shared.server(), "lina").inbox(letter.mark()))
                .as("no report to the sender")
                .isEmpty();
    }

    @Test
    void thatAnswersACustomersMailIsLinkedByTheChainAlone() {
        Book.Client client = shared.book().client(6);
        Letter question = Letter.from(client.contact(), "About " + client.order());
        try (Smtp smtp = shared.smtp()) {
            smtp.sendAccepted(client.contact(), List.of(LINA), question.bytes());
        }
        Expect.link(officer, question, "order", client.order());

        Letter answer = Letter.from(LINA, "Re: it")
                .with("In-Reply-To", question.messageId())
                .with("References", "<older@client.example> " + question.messageId());
        send(List.of(client.contact()), answer.bytes());

        assertThat(Expect.link(officer, answer, "order", client.order())
                        .required("status")
                        .asText())
                .isEqualTo("linked");
    }
}
