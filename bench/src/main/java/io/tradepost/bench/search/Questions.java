package io.tradepost.bench.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What people ask, by kind, from a seed. */
final class Questions {
    private final Vocabulary vocabulary;
    private final Random random;

    Questions(Vocabulary vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
    }

    /** So many questions of each kind. */
    Map<String, List<String>> ask(int each) {
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("one word", this::word);
        kinds.put("two words", () -> word() + " " + word());
        kinds.put("two words, Chinese", () -> chinese(2) + " " + chinese(2));
        kinds.put("Chinese, 2 to 6 characters", () -> chinese(2 + random.nextInt(5)));
        kinds.put("phrase of two", () -> '"' + word() + " " + word() + '"');
        kinds.put(
                "number",
                () -> String.format(Locale.ROOT, "SO%d%06d", 2015 + random.nextInt(12), random.nextInt(1_000_000)));
        kinds.put(
                "sender and month",
                () -> "from:person" + random.nextInt(200) + " date:2023-0" + (1 + random.nextInt(9)));
        kinds.put("word, not another", () -> word() + " -" + word());
        Map<String, List<String>> questions = new LinkedHashMap<>();
        kinds.forEach((kind, next) -> {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                some.add(next.get());
            }
            questions.put(kind, some);
        });
        return questions;
    }

    private String word() {
        // AND, OR and NOT in capitals would be operators.
        return vocabulary.word(random).toLowerCase(Locale.ROOT);
    }

    private String chinese(int length) {
        String run = vocabulary.chinese(random);
        int start = random.nextInt(Math.max(1, run.length() - length + 1));
        return run.substring(start, Math.min(run.length(), start + length));
    }
}
