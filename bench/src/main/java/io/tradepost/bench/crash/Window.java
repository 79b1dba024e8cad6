package io.tradepost.bench.crash;

import io.tradepost.bench.load.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts of the ledger from one moment to the next. */
final class Window {
    private static final Pattern PERMANENT = Pattern.compile("^[A-Za-z]+: 5");

    private final Ledger ledger;
    private final Report report;
    private int acknowledged;
    private Map<String, Integer> refusals = new HashMap<>();

    Window(Ledger ledger, Report report) {
        this.ledger = ledger;
        this.report = report;
    }

    /** Words for refusals that would make a sender give up (5xx), if there were any: for our own trouble none may be. */
    static Optional<String> permanent(Ledger ledger) {
        List<String> all = ledger.refusals().keySet().stream()
                .filter(what -> PERMANENT.matcher(what).find())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of("mail was refused for ever: " + all);
    }

    /** Says what happened since the last call; how many were acknowledged. */
    int next(String phase) {
        int now = ledger.acknowledged();
        Map<String, Integer> all = ledger.refusals();
        Map<String, Integer> fresh = new TreeMap<>();
        all.forEach((what, times) -> {
            int more = times - refusals.getOrDefault(what, 0);
            if (more > 0) {
                fresh.put(what, more);
            }
        });
        int since = now - acknowledged;
        report.say(phase + ": " + since + " acknowledged; refusals " + fresh);
        acknowledged = now;
        refusals = all;
        return since;
    }
}
