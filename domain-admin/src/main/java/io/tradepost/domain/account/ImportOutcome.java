package io.tradepost.domain.account;

import java.util.List;

/**
 * What an import did.
 *
 * @param plan what was to be done
 * @param made the accounts with their first passwords; empty if the plan has problems
 */
public record ImportOutcome(ImportPlan plan, List<IssuedPassword> made) {
    public ImportOutcome {
        made = List.copyOf(made);
    }
}
