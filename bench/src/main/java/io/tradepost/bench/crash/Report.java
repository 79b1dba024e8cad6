package io.tradepost.bench.crash;

import java.io.PrintWriter;
import java.time.Duration;

/** Says what a scenario does, as it does it, with the seconds since it began. */
public final class Report {
    private final PrintWriter out;
    private final long began = System.nanoTime();

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** One line of progress. */
    public void say(String line) {
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        out.printf("%8.1f s  %s%n", seconds, line);
        out.flush();
    }

    public PrintWriter out() {
        return out;
    }
}
