package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting. */
public final class Pause {
    private static final long STEP_MILLIS = 100;

    private Pause() {}

    /** Waits this many milliseconds. */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while waiting", e);
        }
    }

    /** Waits until this holds, or the time is up; whether it does. */
    public static boolean until(Duration longest, BooleanSupplier holds) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            millis(STEP_MILLIS);
        }
        return true;
    }
}
