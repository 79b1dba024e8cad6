package io.tradepost.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.bench.stock.Durability;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
    private static final int MESSAGES = 24;

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void letsOursAndStockJamesTakeTurnsAndCountsEveryMessageInItsMailbox() {
        StringWriter printed = new StringWriter();
        Race race = new Race(
                new Race.Plan(2, MESSAGES, 1, 8, 8, 10_000, 1),
                List.of(Durability.SYNCED, Durability.SHIPPED),
                new PrintWriter(printed, true));

        List<Round> rounds = race.run(folder);

        assertThat(rounds)
                .extracting(Round::contestant)
                .containsExactly("ours", "stock", "stock-shipped", "ours", "stock", "stock-shipped");
        assertThat(rounds).allSatisfy(round -> {
            assertThat(round.messages()).isEqualTo(MESSAGES);
            assertThat(round.delivered()).isGreaterThanOrEqualTo(round.accepted());
            assertThat(round.cpuMillis()).isPositive();
        });
        assertThat(printed.toString()).contains("ours / stock ", "ours / stock-shipped");
    }
}
