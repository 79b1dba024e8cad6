package io.tradepost.bench.crash;

import io.tradepost.bench.load.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of the ledger from one moment to the next. */
final class Window {
    private final Ledger ledger;
    private final Report report;
    private int acknowledged;
    private Map<String, Integer> refusals = new HashMap<>();

    Window(Ledger ledger, Report report) {
        this.ledger = ledger;
        this.report = report;
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
