package io.tradepost.server.e2e.kit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself, as long as a busy machine may need, and not longer than necessary. */
public final class Eventually {
    private static final Duration USUAL = Duration.ofSeconds(60);

    private Eventually() {}

    /** Waits until this holds. */
    public static void until(String what, BooleanSupplier holds) {
        until(what, USUAL, holds, () -> "");
    }

    /**
     * Waits until this holds.
     *
     * @param state what there is to see when it does not, for the message
     */
    public static void until(String what, Duration longest, BooleanSupplier holds, Supplier<String> state) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + longest + ": " + what + " " + state.get());
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
