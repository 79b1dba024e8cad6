package io.tradepost.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1)));

    @Test
    void waitsAsListedAndThenTheLastWaitWithoutEnd() {
        List<Duration> waits =
                IntStream.rangeClosed(1, 6).mapToObj(SCHEDULE::waitBefore).toList();

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1));
    }

    @Test
    void staysInsideItsListForCountsThatNobodyShouldGive() {
        assertThat(SCHEDULE.waitBefore(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SCHEDULE.waitBefore(-5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SCHEDULE.waitBefore(Integer.MIN_VALUE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SCHEDULE.waitBefore(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isNotChangedByWhoMadeIt() {
        List<Duration> waits = new ArrayList<>(List.of(Duration.ofSeconds(3)));
        RetrySchedule schedule = new RetrySchedule(waits);
        waits.set(0, Duration.ofDays(9));

        assertThat(schedule.waitBefore(1)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void refusesToHaveNoWaitAtAll() {
        assertThatThrownBy(() -> new RetrySchedule(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
