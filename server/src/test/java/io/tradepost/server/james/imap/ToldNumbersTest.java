package io.tradepost.server.james.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToldNumbersTest {
    private final ToldNumbers numbers = new ToldNumbers(new long[] {2, 5, 6});

    @Test
    void aNewMessageHasNoNumberBeforeTheClientIsTold() {
        assertThat(numbers.arrived(List.of(7L))).isEmpty();
        assertThat(numbers.count()).isEqualTo(3);
        assertThat(numbers.number(7)).isEmpty();

        assertThat(numbers.tellArrived()).containsExactly(7L);
        assertThat(numbers.number(7)).isEqualTo(OptionalInt.of(4));
        assertThat(numbers.tellArrived()).isEmpty();
    }

    @Test
    void aClientThatGuessesTheNextNumberIsUnderstood() {
        assertThat(numbers.arrived(List.of(7L, 8L))).isEmpty();
        assertThat(numbers.uid(5)).isEqualTo(OptionalLong.of(8));
        assertThat(numbers.uid(6)).isEmpty();
        assertThat(numbers.uid(0)).isEmpty();
        assertThat(numbers.last()).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void aMessageThatIsGoneKeepsItsNumberUntilTheClientIsTold() {
        numbers.gone(List.of(5L));
        assertThat(numbers.number(6)).isEqualTo(OptionalInt.of(3));
        assertThat(numbers.gone()).containsExactly(5L);

        assertThat(numbers.tellGone(5)).isEqualTo(OptionalInt.of(2));
        assertThat(numbers.number(6)).isEqualTo(OptionalInt.of(2));
        assertThat(numbers.gone()).isEmpty();
    }

    @Test
    void newsOfALaterMessageMakesTheCallerLookForTheEarlierOne() {
        assertThat(numbers.arrived(List.of(8L))).isEqualTo(OptionalLong.of(6));
        assertThat(numbers.tellArrived()).isEmpty();
        numbers.found(List.of(7L, 8L));
        // The news of the earlier one comes in the end.
        assertThat(numbers.arrived(List.of(7L))).isEmpty();
        assertThat(numbers.tellArrived()).containsExactly(7L, 8L);
    }

    @Test
    void aMessageWhoseRemovalIsHeardOfBeforeItsArrivalIsNeverTold() {
        numbers.gone(List.of(7L));
        assertThat(numbers.arrived(List.of(7L))).isEmpty();
        assertThat(numbers.arrived(List.of(8L))).isEmpty();
        assertThat(numbers.tellArrived()).containsExactly(8L);
        assertThat(numbers.gone()).isEmpty();
    }

    @Test
    void aMessageThatCameAndWentUntoldIsNeverTold() {
        assertThat(numbers.arrived(List.of(7L))).isEmpty();
        numbers.gone(List.of(7L));
        assertThat(numbers.tellArrived()).isEmpty();
        assertThat(numbers.gone()).isEmpty();
    }

    @Test
    void aRemovalThatComesWhileAnotherIsToldIsNotForgotten() {
        numbers.gone(List.of(2L));
        List<Long> beingTold = numbers.gone();
        numbers.gone(List.of(6L));
        beingTold.forEach(numbers::tellGone);
        assertThat(numbers.gone()).containsExactly(6L);
    }

    /** Seeded: news in any order, lookings at any time, told at any time. */
    @Test
    void whateverTheOrderOfTheNewsTheClientEndsWithWhatIsThereByRisingUid() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> there = new TreeSet<>();
            List<Long> news = new ArrayList<>();
            ToldNumbers session = new ToldNumbers(new long[0]);
            for (long uid = 1; uid <= 12; uid++) {
                there.add(uid);
                news.add(uid);
                if (random.nextInt(3) == 0) {
                    long gone = List.copyOf(there).get(random.nextInt(there.size()));
                    there.remove(gone);
                    news.add(-gone);
                }
            }
            Collections.shuffle(news, random);
            for (long one : news) {
                hear(session, one, there);
                if (random.nextInt(4) == 0) {
                    tell(session);
                }
            }
            tell(session);
            assertThat(IntStream.rangeClosed(1, session.count())
                            .mapToObj(number -> session.uid(number).orElseThrow()))
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(there);
        }
    }

    private static void hear(ToldNumbers session, long news, NavigableSet<Long> there) {
        if (news < 0) {
            session.gone(List.of(-news));
        } else {
            session.arrived(List.of(news)).ifPresent(above -> session.found(List.copyOf(there.tailSet(above, false))));
        }
    }

    private static void tell(ToldNumbers session) {
        session.tellArrived();
        session.gone().forEach(session::tellGone);
    }
}
