package io.tradepost.archive.similar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.mime.MessageParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the terms find, measured against the exact coefficient of every pair. */
class MinHashTest {
    private static final double THRESHOLD = 0.7;
    private static final int MESSAGES = 350;

    private record Body(Shingles shingles, Set<String> terms) {
        static Body of(String text) {
            Shingles shingles = Shingles.of(text.toLowerCase(Locale.ROOT));
            return new Body(shingles, MinHash.terms(shingles));
        }

        boolean candidate(Body other) {
            return terms.stream().anyMatch(other.terms::contains);
        }
    }

    @Test
    void findsNearlyAllPairsOfRealMailThatAreNearlyTheSame() {
        List<Body> bodies = new ArrayList<>();
        Random random = new Random(20260301);
        for (Path file : sample()) {
            String text = MessageParser.parse(Content.of(file)).text();
            if (text.length() < 100) {
                continue;
            }
            bodies.add(Body.of(text));
            // Planted: a few words changed, something added, something cut.
            bodies.add(Body.of(changed(text, 1 + random.nextInt(6), random)));
            bodies.add(Body.of(
                    text + " " + text.substring(0, text.length() / 8).toUpperCase(Locale.ROOT) + random.nextLong()));
            bodies.add(Body.of(text.substring(text.length() / 10)));
        }
        long same = 0;
        long found = 0;
        long candidates = 0;
        long low = 0;
        for (int i = 0; i < bodies.size(); i++) {
            for (int j = i + 1; j < bodies.size(); j++) {
                double score = bodies.get(i).shingles.similarity(bodies.get(j).shingles);
                boolean candidate = bodies.get(i).candidate(bodies.get(j));
                same += score >= THRESHOLD ? 1 : 0;
                found += score >= THRESHOLD && candidate ? 1 : 0;
                candidates += candidate ? 1 : 0;
                low += candidate && score < 0.3 ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "near-duplicates: %d bodies, %d pairs at %.1f or more, recall %.4f; %d candidates, precision before scoring"
                        + " %.3f, %d of them below 0.3%n",
                bodies.size(),
                same,
                THRESHOLD,
                (double) found / same,
                candidates,
                (double) found / candidates,
                low);
        assertThat(same).isGreaterThan(bodies.size() / 2);
        assertThat((double) found / same).isGreaterThan(0.98);
        assertThat((double) low / candidates).isLessThan(0.2);
    }

    @Test
    void theCoefficientIsThatOfTheSets() {
        Shingles one = Shingles.of("abcdefgh");
        assertThat(one.size()).isEqualTo(4);
        assertThat(one.similarity(one)).isEqualTo(1);
        // abcde bcdef cdefg defgh against abcde bcdef cdefg: 3 of 4.
        assertThat(one.similarity(Shingles.of("abc-def g"))).isEqualTo(0.75);
        assertThat(one.similarity(Shingles.of("zzzzzzzz"))).isZero();
        assertThat(Shingles.of("abcd").similarity(Shingles.of("abcd"))).isZero();
        assertThat(MinHash.terms(Shingles.of("abcd"))).isEmpty();
    }

    @Test
    void chineseIsComparedByItsCharacters() {
        String offer = "您好，现报黄铜阀门一千只，单价每只三点五美元，交货期三十天，付款方式为信用证，请确认。";
        Body one = Body.of(offer);
        Body other = Body.of(offer.replace("三点五", "三点六"));
        assertThat(one.shingles.similarity(other.shingles)).isBetween(0.6, 0.9);
        assertThat(one.candidate(other)).isTrue();
        assertThat(one.shingles.similarity(Body.of("请尽快安排发货并提供提单副本，谢谢您的支持与配合。").shingles))
                .isLessThan(0.1);
    }

    private static List<Path> sample() {
        List<Path> all = Corpus.files("mail");
        int step = Math.max(1, all.size() / MESSAGES);
        return IntStream.range(0, MESSAGES)
                .map(i -> i * step)
                .filter(i -> i < all.size())
                .mapToObj(all::get)
                .toList();
    }

    private static String changed(String text, int words, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < words; i++) {
            int at = random.nextInt(Math.max(1, out.length() - 8));
            out.replace(at, at + 6, Long.toString(random.nextInt(1_000_000)));
        }
        return out.toString();
    }
}
