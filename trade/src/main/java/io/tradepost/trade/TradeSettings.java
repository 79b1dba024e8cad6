package io.tradepost.trade;

import io.tradepost.trade.adapter.Adapter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Where the trade database is and how it is read.
 *
 * @param jdbcUrl        H2 or MariaDB; must lead to the schema in which the five views stand, or with an adapter to that of
 *                       the platform's tables
 * @param user           needs SELECT on these and nothing else
 * @param password       never logged
 * @param adapter        how the five views come about
 * @param ownDomains     the company's own mail domains, which never stand for a customer
 * @param refreshEvery   pause between two looks for changed rows; at least 100 ms
 * @param reconcileEvery at the latest so long after the last one, everything is read anew, which finds deleted rows
 * @param queryTimeout   per query; whole seconds, at least one
 * @param clock          the time that snapshots carry
 */
public record TradeSettings(
        String jdbcUrl,
        String user,
        String password,
        Adapter adapter,
        Set<String> ownDomains,
        Duration refreshEvery,
        Duration reconcileEvery,
        Duration queryTimeout,
        Clock clock) {

    public TradeSettings {
        ownDomains = Set.copyOf(ownDomains);
        if (refreshEvery.toMillis() < 100 || queryTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException("refreshEvery must be at least 100 ms and queryTimeout at least 1 s");
        }
    }

    /** Refresh every 30 s, everything anew every 10 minutes, 60 s a query. */
    public static TradeSettings of(String jdbcUrl, String user, String password, Set<String> ownDomains) {
        return new TradeSettings(
                jdbcUrl,
                user,
                password,
                Adapter.NONE,
                ownDomains,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Clock.systemUTC());
    }

    /** The same with another rhythm. */
    public TradeSettings every(Duration refresh, Duration reconcile) {
        return new TradeSettings(jdbcUrl, user, password, adapter, ownDomains, refresh, reconcile, queryTimeout, clock);
    }

    /** The same with another clock. */
    public TradeSettings at(Clock other) {
        return new TradeSettings(
                jdbcUrl, user, password, adapter, ownDomains, refreshEvery, reconcileEvery, queryTimeout, other);
    }

    /** The same read through an adapter. */
    public TradeSettings through(Adapter other) {
        return new TradeSettings(
                jdbcUrl, user, password, other, ownDomains, refreshEvery, reconcileEvery, queryTimeout, clock);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TradeSettings[" + jdbcUrl.replaceAll("(?i)password=[^;&]*", "password=…") + ", user " + user + ", "
                + adapter.platform().word() + ']';
    }
}
