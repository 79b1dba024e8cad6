package io.tradepost.mailbox.check;

import java.util.List;

/**
 * What a check saw.
 *
 * @param mailboxes looked at
 * @param messages  in them; one in two mailboxes counts twice
 * @param findings  what was not as it should be, mended or not
 */
public record CheckReport(long mailboxes, long messages, List<Finding> findings) {
    /** Takes a copy. */
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether all is right now. */
    public boolean clean() {
        return findings.stream().allMatch(Finding::mended);
    }
}
