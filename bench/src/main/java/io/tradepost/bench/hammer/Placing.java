package io.tradepost.bench.hammer;

import java.util.List;

/**
 * A command that puts messages into a folder, from the moment in which it is sent.
 *
 * @param target   where to
 * @param token    of the message that is appended; empty for COPY and MOVE
 * @param sources  what is copied or moved; none for APPEND
 * @param floor    the highest UID of the target that was known when it was sent; what it gives is higher
 * @param sentNano when it was sent, {@link System#nanoTime}
 */
record Placing(Kind kind, Folder target, String token, List<Spot> sources, long floor, long sentNano) {
    /** Which command. */
    enum Kind {
        APPEND,
        COPY,
        MOVE
    }

    Placing {
        sources = List.copyOf(sources);
    }
}
