package io.tradepost.bench.throughput;

import java.util.List;
import java.util.Locale;

/** The middle of some numbers, and how far they lie apart. */
public record Spread(double median, double lowest, double highest) {
    /** Of at least one number. */
    public static Spread of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no numbers have no middle");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** Median, and in brackets the lowest and the highest. */
    public String with(int decimals) {
        String form = "%." + decimals + "f";
        return String.format(Locale.ROOT, form + " (" + form + "–" + form + ")", median, lowest, highest);
    }
}
