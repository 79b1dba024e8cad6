package io.tradepost.domain.account;

import java.time.Instant;
import java.util.SortedSet;

/**
 * An address that stands for others. With one member it is an alias.
 *
 * @param members accounts, other groups, or addresses elsewhere; never empty
 */
public record Group(AccountAddress address, SortedSet<AccountAddress> members, Instant changedAt) {}
