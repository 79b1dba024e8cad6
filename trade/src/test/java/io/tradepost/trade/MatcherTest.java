package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.SnapshotFixture.Mail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One line a case: a message, and the links it must get. {@code +} is linked, {@code ?} is suggested. */
final class MatcherTest {

    private static final TradeSnapshot SNAPSHOT = new SnapshotFixture()
            .customer("ACME", "acme-tools.example")
            .contact("ACME", "bob@acme-tools.example")
            .contact("ACME", "bob.private@gmail.com")
            .customer("BETA", "beta.example, beta-group.test")
            .contact("BETA", "eva@beta.example")
            .customer("HUA", "")
            .contact("HUA", "sample.hua@qq.com")
            .customer("SUB1", "concern.example")
            .customer("SUB2", "concern.example")
            .contact("SUB1", "shared@agent.example")
            .contact("SUB2", "shared@agent.example")
            .order("SO-2024-00123", "ACME")
            .order("TP25-0457X", "ACME")
            .order("SO-2024-00777", "BETA")
            .document("quotation", "QT-2025-0312", "ACME")
            .document("invoice", "CI2510045", "BETA")
            .order("TP25-0900A", "HUA")
            .order("SO-2024-01001", "SUB1")
            .order("SO-2024-01002", "SUB2")
            .order("45123", "ACME")
            .order("20240115", "ACME")
            .order("IN-2024", "ACME")
            .order("SO-2024-05555", "ACME")
            .order("SO-2024-05555", "BETA")
            .po("4500123456", "SO-2024-00123", "ACME")
            .po("PO-10023", "SO-2024-00777", "BETA")
            .reference("container", "TPXU2000137", "TP25-0457X", "ACME")
            .build();

    private static final PriorLink ACME_THREAD = new PriorLink("<1@x>", "customer", "ACME", "ACME");
    private static final PriorLink ORDER_THREAD = new PriorLink("<1@x>", "order", "SO-2024-00123", "ACME");

    static Stream<Arguments> cases() {
        String bob = "bob@acme-tools.example";
        return Stream.of(
                // Inbound, by address and domain
                c("a contact writes", Mail.from(bob), "+ACME"),
                c("a contact writes in capitals", Mail.from("BOB@Acme-Tools.EXAMPLE"), "+ACME"),
                c("a display name is around", Mail.from("\"eva@beta.example\" <" + bob + ">"), "+ACME"),
                c("a colleague of the domain writes", Mail.from("new@acme-tools.example"), "+ACME"),
                c("a host below the domain", Mail.from("x@mail.acme-tools.example"), "+ACME"),
                c("the second domain", Mail.from("x@beta-group.test"), "+BETA"),
                c("a stranger writes", Mail.from("x@nobody.example")),
                c("no author at all", Mail.from("")),
                c("a free-mail contact", Mail.from("sample.hua@qq.com"), "+HUA"),
                c("somebody else of that free-mail provider", Mail.from("sample.other@qq.com")),
                c("free mail dots are not ignored", Mail.from("bobprivate@gmail.com")),
                c("a look-alike domain", Mail.from("bob@acme-tooIs.example")),
                c(
                        "our domain without authentication",
                        Mail.from("boss@tradepost.test").subject("hello")),
                c("reply-to names a contact", Mail.from("x@nobody.example").replyTo(bob), "?ACME"),
                c(
                        "a contact stands beside us in Cc",
                        Mail.from("x@nobody.example").cc(bob),
                        "?ACME"),
                c("two customers in one mail", Mail.from(bob).cc("eva@beta.example"), "+ACME", "?BETA"),
                // Numbers of the known author
                c("subject", Mail.from(bob).subject("Re: SO-2024-00123 shipping"), "+ACME", "+SO-2024-00123"),
                c("lower case, other separators", Mail.from(bob).text("see so 2024/00123."), "+ACME", "+SO-2024-00123"),
                c("full width", Mail.from(bob).text("ＳＯ－２０２４－００１２３"), "+ACME", "+SO-2024-00123"),
                c("non-breaking dashes", Mail.from(bob).text("SO‑2024‑00123"), "+ACME", "+SO-2024-00123"),
                c("no separators", Mail.from(bob).text("TP250457X ok?"), "+ACME", "+TP25-0457X"),
                c("between Chinese", Mail.from(bob).text("请确认订单TP25-0457X的交期"), "+ACME", "+TP25-0457X"),
                c("file name", Mail.from(bob).files("PI_SO-2024-00123_rev2.pdf"), "+ACME", "+SO-2024-00123"),
                c("quoted", Mail.from(bob).text("ok\n> about SO-2024-00123\n"), "+ACME", "+SO-2024-00123"),
                c(
                        "several",
                        Mail.from(bob).text("SO-2024-00123, TP25-0457X and QT-2025-0312"),
                        "+ACME",
                        "+QT-2025-0312",
                        "+SO-2024-00123",
                        "+TP25-0457X"),
                c("part of a longer word", Mail.from(bob).text("XSO-2024-00123 SO-2024-001234 TP25-0457XY"), "+ACME"),
                c("a revision behind it", Mail.from(bob).text("SO-2024-00123-R1"), "+ACME", "+SO-2024-00123"),
                // Law L8
                c("another customer's number", Mail.from(bob).subject("SO-2024-00777"), "+ACME", "?SO-2024-00777"),
                c(
                        "another customer's number beside an own one",
                        Mail.from(bob).subject("SO-2024-00777 TP25-0457X"),
                        "+ACME",
                        "+TP25-0457X",
                        "?SO-2024-00777"),
                c(
                        "a stranger types a number everywhere",
                        Mail.from("x@nobody.example")
                                .subject("SO-2024-00123")
                                .text("SO-2024-00123\n> SO 2024 00123\n")
                                .files("SO-2024-00123.pdf"),
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "a stranger adds the customer's address",
                        Mail.from("x@nobody.example").cc(bob).replyTo(bob).subject("SO-2024-00123"),
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "our domain without authentication, with a number",
                        Mail.from("boss@tradepost.test").subject("SO-2024-00123"),
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "one number of two customers goes to the author's",
                        Mail.from(bob).subject("SO-2024-05555"),
                        "+ACME",
                        "+SO-2024-05555"),
                // Pure digits
                c("a cue word", Mail.from(bob).text("our order no. 45123 please"), "+ACME", "+45123"),
                c("a Chinese cue word", Mail.from(bob).text("订单号：45123"), "+ACME", "+45123"),
                c("a list after a cue word", Mail.from(bob).text("orders 99999, 45123"), "+ACME", "+45123"),
                c("no cue word", Mail.from(bob).text("we sold 45123 last year"), "+ACME"),
                c("a price", Mail.from(bob).text("order USD 45123 and order 45123.50, order $45123"), "+ACME"),
                c("a quantity", Mail.from(bob).text("we order 45123 pcs, 订单45123件"), "+ACME"),
                c("a phone", Mail.from(bob).text("Tel: +46 8 45123, phone 45123, 010-45123-22"), "+ACME"),
                c("a tariff code", Mail.from(bob).text("HS code 45123"), "+ACME"),
                c("a date", Mail.from(bob).text("order of 2024-01-15, 20240115 and 2024/01/15"), "+ACME"),
                c("an IP address", Mail.from(bob).text("order 10.45123.1.1"), "+ACME"),
                c("a year in English", Mail.from(bob).text("In 2024 we were in 2024"), "+ACME"),
                c("a weak number as it is written", Mail.from(bob).text("about IN-2024"), "+ACME", "+IN-2024"),
                // Numbers of others
                c("the customer's PO", Mail.from(bob).subject("PO 4500123456"), "+ACME", "+SO-2024-00123"),
                c("the customer's PO, bare", Mail.from(bob).subject("4500123456 docs"), "+ACME", "?SO-2024-00123"),
                c("another customer's PO", Mail.from(bob).subject("PO-10023"), "+ACME"),
                c("a stranger's PO", Mail.from("x@nobody.example").subject("PO-10023")),
                c("a container", Mail.from(bob).text("TPXU 200013 7 left"), "+ACME", "+TP25-0457X"),
                // Reply chains
                c("a private mailbox answers", Mail.from("x@gmail.com").answering(ACME_THREAD), "+ACME"),
                c("a chain about an order", Mail.from(bob).answering(ORDER_THREAD), "+ACME", "+SO-2024-00123"),
                c(
                        "a chain, and the customer's other order",
                        Mail.from("x@gmail.com").answering(ORDER_THREAD).text("and TP25-0457X"),
                        "+ACME",
                        "+SO-2024-00123",
                        "+TP25-0457X"),
                c(
                        "a chain, and another customer's order",
                        Mail.from("x@gmail.com").answering(ACME_THREAD).text("and SO-2024-00777"),
                        "+ACME",
                        "?SO-2024-00777"),
                c(
                        "another customer answers in a chain",
                        Mail.from("eva@beta.example").answering(ORDER_THREAD),
                        "+BETA",
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "a look-alike answers in a chain",
                        Mail.from("bob@acme-tooIs.example").answering(ACME_THREAD),
                        "?ACME"),
                c(
                        "a look-alike under another suffix",
                        Mail.from("bob@acme-tools.test").answering(ACME_THREAD),
                        "?ACME"),
                // Our own mail
                c("to a contact", Mail.ours(bob), "+ACME"),
                c("to two customers", Mail.ours(bob, "eva@beta.example"), "+ACME", "+BETA"),
                c("Cc to a customer", Mail.ours("x@nobody.example").cc(bob), "+ACME"),
                c("Bcc to a customer", Mail.ours("x@nobody.example").envelopeTo(bob), "+ACME"),
                c("with the customer's number", Mail.ours(bob).subject("SO-2024-00123"), "+ACME", "+SO-2024-00123"),
                c("with another customer's number", Mail.ours(bob).subject("SO-2024-00777"), "+ACME", "?SO-2024-00777"),
                c(
                        "among ourselves with a number",
                        Mail.ours("lisi@tradepost.test").text("发一下 SO-2024-00123 的单据"),
                        "+ACME",
                        "+SO-2024-00123"),
                c(
                        "among ourselves about nothing",
                        Mail.ours("lisi@tradepost.test").text("午饭吃什么？")),
                c(
                        "to a forwarder with a number",
                        Mail.ours("ops@forwarder.example").text("please book SO-2024-00123"),
                        "+ACME",
                        "+SO-2024-00123"),
                c(
                        "a stranger's number echoed to the stranger",
                        Mail.ours("x@nobody.example")
                                .subject("Re: SO-2024-00123")
                                .text("Who are you?\n\nOn Mon, x <x@nobody.example> wrote:\n> SO-2024-00123\n"),
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "a stranger's mail forwarded among ourselves",
                        Mail.ours("lisi@tradepost.test")
                                .subject("Fw: SO-2024-00123")
                                .text("看看\n\n发件人: x@nobody.example\n发送时间: 今天\n主题: SO-2024-00123\n\nSO-2024-00123"),
                        "?ACME",
                        "?SO-2024-00123"),
                c(
                        "a contact's mail forwarded among ourselves",
                        Mail.ours("lisi@tradepost.test")
                                .subject("Fw: TP25-0457X")
                                .text("-----Original Message-----\nFrom: Bob <" + bob + ">\nTo: us\n\nTP25-0457X"),
                        "+ACME",
                        "+TP25-0457X"),
                c(
                        "a contact's mail with another's number, forwarded among ourselves",
                        Mail.ours("lisi@tradepost.test")
                                .subject("转发：SO-2024-00777")
                                .text("-----Original Message-----\nFrom: Bob <" + bob + ">\nTo: us\n\nhello"),
                        "+ACME",
                        "?SO-2024-00777"),
                c(
                        "one number of two customers, among ourselves",
                        Mail.ours("lisi@tradepost.test").subject("SO-2024-05555"),
                        "?ACME",
                        "?BETA",
                        "?SO-2024-05555",
                        "?SO-2024-05555"),
                // Shared addresses and domains
                c("an address of two customers", Mail.from("shared@agent.example"), "?SUB1", "?SUB2"),
                c("a domain of two customers", Mail.from("x@concern.example"), "?SUB1", "?SUB2"),
                c(
                        "a number decides",
                        Mail.from("shared@agent.example").subject("SO-2024-01002"),
                        "+SUB2",
                        "+SO-2024-01002"),
                c(
                        "two numbers decide for both",
                        Mail.from("shared@agent.example").subject("SO-2024-01002 SO-2024-01001"),
                        "+SUB1",
                        "+SUB2",
                        "+SO-2024-01001",
                        "+SO-2024-01002"),
                c(
                        "a thread decides",
                        Mail.from("x@concern.example").answering(new PriorLink("<2@x>", "customer", "SUB1", "SUB1")),
                        "+SUB1"),
                c(
                        "a third customer's number decides nothing",
                        Mail.from("shared@agent.example").subject("SO-2024-00123"),
                        "?SUB1",
                        "?SUB2",
                        "?SO-2024-00123"));
    }

    private static Arguments c(String name, Mail mail, String... expected) {
        return Arguments.of(name, mail, List.of(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void links(String name, Mail mail, List<String> expected) {
        List<Match> matches = new Matcher().match(mail.facts(), SNAPSHOT);
        List<String> found = matches.stream()
                .map(match -> (match.status() == Match.Status.LINKED ? "+" : "?") + match.key())
                .toList();
        assertThat(found).as(name + ": " + matches).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(matches).allSatisfy(match -> assertThat(match.evidence()).isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isIndifferentToTheOrderOfHeaders(String name, Mail mail, List<String> expected) {
        MailFacts facts = mail.facts();
        MailFacts turned = new MailFacts(
                facts.from(),
                turned(facts.replyTo()),
                turned(facts.to()),
                turned(facts.cc()),
                turned(facts.envelopeTo()),
                facts.envelopeFrom(),
                facts.fromUs(),
                facts.ownDomains(),
                facts.subject(),
                facts.text(),
                turned(facts.fileNames()),
                turned(facts.thread()));
        assertThat(new Matcher().match(turned, SNAPSHOT))
                .as(name)
                .hasSizeGreaterThanOrEqualTo(Math.min(1, expected.size()))
                .isEqualTo(new Matcher().match(facts, SNAPSHOT));
    }

    @Test
    void saysWhyANumberOfAnotherCustomerIsOnlySuggested() {
        Match match = new Matcher()
                        .match(
                                Mail.from("bob@acme-tools.example")
                                        .subject("SO-2024-00777")
                                        .facts(),
                                SNAPSHOT)
                        .stream()
                        .filter(one -> one.kind().equals("order"))
                        .findFirst()
                        .orElseThrow();
        assertThat(match.customer()).isEqualTo("BETA");
        assertThat(match.evidence())
                .containsExactly(
                        new Evidence("number", "subject", "SO-2024-00777"),
                        new Evidence("other-customer", "from", "ACME"));
    }

    @Test
    void matchesNothingWhileTheSnapshotWasNeverLoaded() {
        TradeSnapshot none = TradeSnapshot.notLoaded(java.time.Instant.EPOCH);
        assertThat(new Matcher().match(Mail.from("bob@acme-tools.example").facts(), none))
                .isEmpty();
    }

    private static <T> List<T> turned(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
