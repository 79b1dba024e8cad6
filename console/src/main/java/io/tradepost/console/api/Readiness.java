package io.tradepost.console.api;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveHealth;
import io.tradepost.archive.ExtractionHealth;
import io.tradepost.console.Health;
import io.tradepost.console.Health.Part;
import io.tradepost.console.Health.State;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How the archive and the trade database are, together with what the rest of the server says of itself. Anybody may ask,
 * so it looks at most once a second.
 */
public final class Readiness implements Supplier<Health> {
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    /** Records that a follower may lag behind in ordinary traffic. */
    private static final long USUAL_LAG = 1_000;

    private final Archive archive;
    private final TradeDatabase trade;
    private final Supplier<Health> others;
    private final LongSupplier nanos;

    private Health last = Health.none();
    private long lookedAt;

    /**
     * Over these.
     *
     * @param others what the rest of the server says of itself
     * @param nanos  a clock that never jumps
     */
    public Readiness(Archive archive, TradeDatabase trade, Supplier<Health> others, LongSupplier nanos) {
        this.archive = archive;
        this.trade = trade;
        this.others = others;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong() - LOOK_EVERY_NANOS;
    }

    @Override
    public synchronized Health get() {
        long now = nanos.getAsLong();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            List<Part> parts = new ArrayList<>(ofArchive(archive.health()));
            parts.add(ofTrade(trade.health()));
            last = new Health(parts).and(others.get().parts());
            lookedAt = now;
        }
        return last;
    }

    private static List<Part> ofArchive(ArchiveHealth health) {
        Part journal;
        if (!health.writable()) {
            journal = new Part("archive", State.DOWN, "the journal takes no writes");
        } else if (!health.damage().isEmpty()) {
            journal = new Part("archive", State.DEGRADED, String.join("; ", health.damage()));
        } else {
            journal = Part.ok("archive");
        }
        return List.of(
                journal,
                follower("catalog", health.catalogState(), health.catalogLag()),
                follower("index", health.indexState(), health.indexLag()),
                ofExtraction(health.extraction()));
    }

    /** A long queue is no trouble, since nothing waits for it; a program that does not start is. */
    private static Part ofExtraction(ExtractionHealth health) {
        boolean well = health.state().equals("ok") || health.state().equals("off");
        return well ? Part.ok("attachments") : new Part("attachments", State.DEGRADED, health.state());
    }

    private static Part follower(String name, String state, long lag) {
        if (!state.equals("ok")) {
            return new Part(name, State.DEGRADED, state);
        }
        return lag > USUAL_LAG ? new Part(name, State.DEGRADED, lag + " records behind") : Part.ok(name);
    }

    private static Part ofTrade(TradeHealth health) {
        return health.loaded() && health.reachable()
                ? Part.ok("trade")
                : new Part("trade", State.DEGRADED, health.problem().orElse("not read yet"));
    }
}
