package io.tradepost.trade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with the trade database.
 *
 * @param loaded       whether a snapshot was ever read; while not, nothing can be linked
 * @param reachable    whether the last attempt to read succeeded
 * @param problem      in words, if it did not
 * @param checkedAt    the last successful look at the database
 * @param snapshot     the snapshot in use
 * @param missingViews views that are not there
 * @param customers    rows in the snapshot
 * @param contacts     rows in the snapshot
 * @param orders       rows in the snapshot; quotations and invoices too
 * @param references   rows in the snapshot
 * @param owners       rows in the snapshot
 */
public record TradeHealth(
        boolean loaded,
        boolean reachable,
        Optional<String> problem,
        Optional<Instant> checkedAt,
        SnapshotId snapshot,
        List<String> missingViews,
        int customers,
        int contacts,
        int orders,
        int references,
        int owners) {}
