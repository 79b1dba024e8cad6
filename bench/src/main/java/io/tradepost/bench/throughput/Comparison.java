package io.tradepost.bench.throughput;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of all turns, and of the ratios of turns that stood side by side. */
record Comparison(List<Round> rounds) {
    private static final String OURS = "ours";

    Comparison {
        rounds = List.copyOf(rounds);
    }

    void print(PrintWriter out) {
        Map<String, List<Round>> byName = new LinkedHashMap<>();
        for (Round round : rounds) {
            byName.computeIfAbsent(round.contestant(), any -> new ArrayList<>()).add(round);
        }
        out.println("medians of the measured turns (lowest–highest)");
        byName.forEach((name, all) -> out.printf(
                "%-16s accepted/s %s  delivered/s %s  settled/s %s  CPU ms/message %s%n",
                name,
                spread(all, Round::acceptedPerSecond).with(1),
                spread(all, Round::deliveredPerSecond).with(1),
                spread(all, Round::settledPerSecond).with(1),
                spread(all, Round::cpuMillisPerMessage).with(2)));
        List<Round> ours = byName.getOrDefault(OURS, List.of());
        byName.forEach((name, theirs) -> {
            if (!name.equals(OURS)) {
                out.printf(
                        "ours / %-9s delivered/s %s  CPU/message %s%n",
                        name,
                        ratio(ours, theirs, Round::deliveredPerSecond).with(2),
                        ratio(ours, theirs, Round::cpuMillisPerMessage).with(2));
            }
        });
        out.flush();
    }

    static Spread ratio(List<Round> ours, List<Round> theirs, ToDoubleFunction<Round> what) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(what.applyAsDouble(ours.get(i)) / what.applyAsDouble(theirs.get(i)));
        }
        return Spread.of(ratios);
    }

    private static Spread spread(List<Round> all, ToDoubleFunction<Round> what) {
        return Spread.of(all.stream().map(what::applyAsDouble).toList());
    }
}
