package io.tradepost.bench.mailbox;

import io.tradepost.bench.throughput.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What each server answered to each question in each round. */
final class Results {
    /** From so many on, tenths of a millisecond say nothing. */
    private static final double WHOLE = 20;

    private final Map<Key, Map<Integer, Answer>> answers = new HashMap<>();
    private final Map<Key, String> failures = new HashMap<>();

    private record Key(String contender, String question) {}

    /** Round 0 is the first after the start. */
    void add(String contender, Question question, int round, Answer answer) {
        answers.computeIfAbsent(new Key(contender, question.label()), key -> new HashMap<>())
                .put(round, answer);
    }

    void failed(String contender, Question question, String how) {
        failures.put(new Key(contender, question.label()), how);
    }

    boolean hasFailed(String contender, Question question) {
        return failures.containsKey(new Key(contender, question.label()));
    }

    /** Milliseconds in the first round. */
    Optional<Double> first(String contender, Question question) {
        return Optional.ofNullable(of(contender, question).get(0)).map(Answer::millis);
    }

    private Map<Integer, Answer> of(String contender, Question question) {
        return answers.getOrDefault(new Key(contender, question.label()), Map.of());
    }

    /** For the table: the first round's time, and of the others the median, with the lowest and the highest. */
    List<String> cells(String contender, Question question) {
        String failure = failures.get(new Key(contender, question.label()));
        String first = first(contender, question).map(Results::millis).orElse("–");
        List<Double> later = of(contender, question).entrySet().stream()
                .filter(one -> one.getKey() > 0)
                .map(one -> one.getValue().millis())
                .toList();
        if (failure != null) {
            return List.of(first, failure);
        }
        if (later.isEmpty()) {
            return List.of(first, "–");
        }
        Spread spread = Spread.of(later);
        return List.of(first, spread.with(spread.median() < WHOLE ? 1 : 0));
    }

    /** How many were found, in the middle round; one number if all agree in all rounds, else one for each. */
    String found(List<String> contenders, Question question) {
        List<Map<Integer, Answer>> all =
                contenders.stream().map(one -> of(one, question)).toList();
        boolean agree = all.stream()
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .allMatch(round -> all.stream()
                                .filter(one -> one.containsKey(round))
                                .map(one -> one.get(round).found())
                                .distinct()
                                .count()
                        == 1);
        List<String> numbers = new ArrayList<>();
        for (Map<Integer, Answer> one : all) {
            if (one.isEmpty()) {
                numbers.add("–");
            } else {
                List<Integer> sorted =
                        one.values().stream().map(Answer::found).sorted().toList();
                numbers.add(Integer.toString(sorted.get(sorted.size() / 2)));
            }
        }
        return agree
                ? numbers.stream().filter(one -> !one.equals("–")).findFirst().orElse("–")
                : String.join(" / ", numbers);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < WHOLE ? "%.1f" : "%.0f", millis);
    }
}
