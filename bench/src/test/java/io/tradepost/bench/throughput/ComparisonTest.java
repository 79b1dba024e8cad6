package io.tradepost.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Round round(String contestant, int deliveredSeconds, long cpuMillis) {
        return new Round(
                contestant,
                1_000,
                Duration.ofSeconds(deliveredSeconds),
                Duration.ofSeconds(deliveredSeconds),
                Duration.ofSeconds(deliveredSeconds * 2L),
                cpuMillis,
                0);
    }

    @Test
    void takesTheMiddleOfAnOddNumberAndTheMeanOfTheTwoInTheMiddleOfAnEvenOne() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 9));
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysRatesByTheTimeUntilTheLastMessageWasDelivered() {
        Round round = round("ours", 4, 8_000);

        assertThat(round.deliveredPerSecond()).isEqualTo(250);
        assertThat(round.settledPerSecond()).isEqualTo(125);
        assertThat(round.cpuMillisPerMessage()).isEqualTo(8);
    }

    @Test
    void comparesTurnsThatStoodSideBySideAndNotMedians() {
        // A slow moment of the machine hits both; medians of each would pair a slow turn with a fast one.
        List<Round> rounds =
                List.of(round("ours", 2, 900), round("stock", 1, 900), round("ours", 20, 900), round("stock", 10, 900));
        StringWriter printed = new StringWriter();

        new Comparison(rounds).print(new PrintWriter(printed));

        assertThat(printed.toString())
                .contains("ours / stock")
                .contains("delivered/s 0.50 (0.50–0.50)")
                .contains("delivered/s 275.0 (50.0–500.0)");
    }
}
