package io.tradepost.archive;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what other threads do. */
public final class Waiting {
    private Waiting() {}

    /** Begins to wait; what threads of other tests, which run at the same time, leave uncaught is not taken for a failure here. */
    public static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions();
    }
}
