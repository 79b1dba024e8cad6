/**
 * Who may sign in, who gets mail, and which program may call: accounts, groups (an alias is a group of one) and API tokens.
 *
 * <p>{@link io.tradepost.domain.account.Accounts} is the one door. Behind it stand six tables ({@code acc_*}, history in
 * {@code flyway_accounts}) in H2 or MariaDB, and in front of them a snapshot in memory, since mail asks "does this address
 * exist" for every recipient and a database must not be in that path. Invariants:
 *
 * <ul>
 *   <li>Every address ever given out has a row in {@code acc_address}, whose primary key is what stops an account and a
 *       group, or two persons, from sharing one. A closed address stays there, so nobody inherits another's mail silently.
 *   <li>Every write first raises the one counter in {@code acc_change}. That puts writers of all processes in one line,
 *       and tells each process that its snapshot is old.
 *   <li>A snapshot that could not be confirmed for ten seconds answers nothing: "unknown recipient" said on stale
 *       knowledge would bounce good mail for ever, so {@link io.tradepost.domain.account.AccountsUnavailableException} is
 *       thrown and the server says 4xx.
 *   <li>Times are stored as milliseconds since 1970 UTC: no driver's time zone can shift them.
 * </ul>
 */
@NullMarked
package io.tradepost.domain.account;

import org.jspecify.annotations.NullMarked;
