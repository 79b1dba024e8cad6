package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.SnapshotFixture.Mail;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail text is written by strangers. */
final class HostileTextTest {

    private static final int TEN_MILLION = 10_000_000;
    private static final TradeSnapshot SNAPSHOT = snapshot();

    private static TradeSnapshot snapshot() {
        SnapshotFixture fixture = new SnapshotFixture()
                .customer("ACME", "acme-tools.example")
                .contact("ACME", "bob@acme-tools.example")
                .customer("BETA", "beta.example");
        for (int i = 0; i < 5_000; i++) {
            fixture.order(Integer.toString(40_000 + i), "ACME");
            fixture.order("SO-2024-" + (10_000 + i), i % 2 == 0 ? "ACME" : "BETA");
            fixture.po("AB" + (1_000 + i), "SO-2024-10000", "ACME");
            fixture.reference("container", "N/A-000-000", "SO-2024-10000", "ACME");
        }
        return fixture.build();
    }

    static Stream<Arguments> monsters() {
        return Stream.of(
                        "1 ",
                        "1-",
                        "a.",
                        "SO-2024-",
                        "SO-2024-10001 ",
                        "40001 ",
                        "order 40001, ",
                        "AB1001 ",
                        "N/A-000-000 ",
                        "DE89 3704 0044 0532 0130 00 40001 ",
                        "AA00 ",
                        ">",
                        "> > > ",
                        ">\n",
                        "On a\n",
                        "On wrote:\n",
                        "在 写道：\n",
                        "From: a@b.example\n",
                        "From: a@b.example\nTo: c\n",
                        "-----Original Message-----\n",
                        "____________________",
                        "@",
                        "a@",
                        "<",
                        " ",
                        "\n",
                        "\u3000",
                        "\u200b1",
                        "\ufdfa",
                        "订单",
                        "订单号40001",
                        "ＳＯ－２０２４",
                        "\ud83d\ude00",
                        "\ud800",
                        "\u0000")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void tenMillionCharactersOfTheSameAreReadInBoundedTime(String piece) {
        String text = piece.repeat(TEN_MILLION / piece.length());
        MailFacts facts = new MailFacts(
                text,
                List.of(text),
                List.of("sales@tradepost.test"),
                List.of(),
                List.of(),
                text,
                false,
                SnapshotFixture.OWN,
                text,
                text,
                List.of(text),
                List.of());
        // The thread's own time: other work on the machine is not our cost.
        long start = cpu();
        List<Match> fromStranger = new Matcher().match(facts, SNAPSHOT);
        List<Match> fromContact = new Matcher()
                .match(
                        Mail.from("bob@acme-tools.example")
                                .subject(text)
                                .text(text)
                                .facts(),
                        SNAPSHOT);
        List<Match> ours = new Matcher()
                .match(Mail.ours("x@nobody.example").subject(text).text(text).facts(), SNAPSHOT);
        Duration took = Duration.ofNanos(cpu() - start);
        assertThat(fromStranger).noneMatch(match -> match.status() == Match.Status.LINKED);
        assertThat(fromContact)
                .noneMatch(match -> match.customer().equals("BETA") && match.status() == Match.Status.LINKED);
        assertThat(ours.size()).isLessThan(500);
        assertThat(took).isLessThan(Duration.ofSeconds(6));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void noMixtureOfPiecesMakesItThrowOrLinkAcrossCustomers() {
        Random random = new Random(20_241_123);
        List<String> pieces = monsters().map(one -> (String) one.get()[0]).toList();
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append((char) random.nextInt(0x10000));
                    case 1 ->
                        text.append("SO-2024-")
                                .append(10_000 + random.nextInt(5_000))
                                .append('\n');
                    case 2 -> text.append(40_000 + random.nextInt(5_000)).append(' ');
                    default -> text.append(pieces.get(random.nextInt(pieces.size())));
                }
            }
            String any = text.toString();
            List<Match> matches = new Matcher()
                    .match(
                            Mail.from(random.nextBoolean() ? "bob@acme-tools.example" : any)
                                    .subject(any)
                                    .text(any)
                                    .files(any)
                                    .cc(any, "x@beta.example")
                                    .replyTo(any)
                                    .answering(new PriorLink(any, any, any, any))
                                    .facts(),
                            SNAPSHOT);
            assertThat(matches)
                    .as(any)
                    .noneMatch(match -> match.customer().equals("BETA") && match.status() == Match.Status.LINKED);
            assertThat(matches).allSatisfy(match -> {
                assertThat(match.evidence()).isNotEmpty();
                assertThat(match.probability()).isBetween(0.6, 1.0);
            });
        }
    }
}
