package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Threads that strangers could think of; what ordinary ones look like is tried over IMAP. */
class ThreadsTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static String threads(ThreadLinks[] links, List<BaseSubject> subjects) {
        BitSet all = new BitSet();
        all.set(0, links.length);
        long[] dates = LongStream.range(0, links.length).toArray();
        return new Threads(dates, subjects).byReferences(all, links).text(entry -> entry);
    }

    private static ThreadLinks links(long own, long... parents) {
        return new ThreadLinks(own, parents);
    }

    private static void assertEachOnce(String threads, int count) {
        Set<String> numbers = new HashSet<>();
        long all = NUMBER.matcher(threads)
                .results()
                .map(MatchResult::group)
                .peek(numbers::add)
                .count();
        assertThat(all).isEqualTo(count);
        assertThat(numbers).hasSize(count);
        assertThat(threads.chars().filter(c -> c == '(').count())
                .isEqualTo(threads.chars().filter(c -> c == ')').count());
    }

    @Test
    void aChainOfAnyLengthIsOneThreadFromEitherEnd() {
        int count = 50_000;
        ThreadLinks[] down = new ThreadLinks[count];
        ThreadLinks[] up = new ThreadLinks[count];
        for (int i = 0; i < count; i++) {
            down[i] = links(i + 1, i == 0 ? new long[0] : new long[] {i});
            up[i] = links(i + 1, i + 2);
        }
        List<BaseSubject> none = Collections.nCopies(count, new BaseSubject("", false));
        assertThat(threads(down, none)).startsWith("(0 1 2 ").endsWith(" 49999)");
        assertEachOnce(threads(up, none), count);
    }

    @Test
    void branchesOfAnyDepthAreWritten() {
        int count = 20_000;
        ThreadLinks[] links = new ThreadLinks[count];
        for (int i = 0; i < count; i++) {
            links[i] = links(i + 1, i < 2 ? new long[0] : new long[] {i - i % 2 - 1});
        }
        assertEachOnce(threads(links, Collections.nCopies(count, new BaseSubject("", false))), count);
    }

    @Test
    void manyWithOneSubjectAreOneThread() {
        int count = 50_000;
        ThreadLinks[] links = new ThreadLinks[count];
        for (int i = 0; i < count; i++) {
            links[i] = links(i + 1);
        }
        assertThat(threads(links, Collections.nCopies(count, new BaseSubject("tea", false))))
                .startsWith("((0)(1)(2)")
                .endsWith("(49999))");
    }

    @Test
    void everyMessageIsInOneThreadOnceWhateverTheyReferTo() {
        Random random = new Random(20_261_125L);
        for (int round = 0; round < 200; round++) {
            int count = 1 + random.nextInt(60);
            ThreadLinks[] links = new ThreadLinks[count];
            BaseSubject[] subjects = new BaseSubject[count];
            for (int i = 0; i < count; i++) {
                long[] parents = random.longs(random.nextInt(5), 1, 40).toArray();
                links[i] = links(random.nextInt(40), parents);
                subjects[i] =
                        new BaseSubject(random.nextBoolean() ? "" : "s" + random.nextInt(8), random.nextBoolean());
            }
            assertEachOnce(threads(links, List.of(subjects)), count);
        }
    }
}
