package io.tradepost.bench.throughput;

import java.time.Duration;

/**
 * One turn of one contestant.
 *
 * @param messages  sent, acknowledged and delivered
 * @param accepted  from the first connection to the last 250
 * @param delivered from the first connection until every message is in its mailbox
 * @param settled   from the first connection until nothing is left to do behind the delivery
 * @param cpuMillis processor time of its process until then
 * @param idleMillis processor time of all other contestants meanwhile
 */
record Round(
        String contestant,
        int messages,
        Duration accepted,
        Duration delivered,
        Duration settled,
        long cpuMillis,
        long idleMillis) {
    double acceptedPerSecond() {
        return perSecond(accepted);
    }

    double deliveredPerSecond() {
        return perSecond(delivered);
    }

    double settledPerSecond() {
        return perSecond(settled);
    }

    double cpuMillisPerMessage() {
        return cpuMillis / (double) messages;
    }

    private double perSecond(Duration time) {
        return messages * 1e9 / time.toNanos();
    }
}
