package io.tradepost.domain.account;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.Session;

/**
 * Everything that mail asks about accounts, as it was at one version of the database. A few hundred bytes an account:
 * 10,000 persons take some megabytes.
 */
final class DirectorySnapshot {
    /** An account with what is needed to check its password. */
    record Entry(Account account, String passwordHash) {}

    private final long version;
    private final Map<AccountAddress, Entry> accounts;
    private final Map<AccountAddress, Group> groups;
    private final Map<String, Token> tokensBySecret;

    private DirectorySnapshot(
            long version,
            Map<AccountAddress, Entry> accounts,
            Map<AccountAddress, Group> groups,
            Map<String, Token> tokensBySecret) {
        this.version = version;
        this.accounts = accounts;
        this.groups = groups;
        this.tokensBySecret = tokensBySecret;
    }

    static DirectorySnapshot load(Session session) {
        // The version first: a change that lands between the reads then only makes us load once more.
        long version = AccountDatabase.version(session);
        Map<AccountAddress, Entry> accounts = new HashMap<>();
        for (AccountRow row : session.createSelectionQuery("from AccountRow", AccountRow.class)
                .getResultList()) {
            Account account = row.toAccount();
            accounts.put(account.address(), new Entry(account, row.passwordHash));
        }
        Map<AccountAddress, Group> groups = new HashMap<>();
        for (GroupRow row : session.createSelectionQuery(
                        "select distinct g from GroupRow g left join fetch g.members", GroupRow.class)
                .getResultList()) {
            Group group = row.toGroup();
            groups.put(group.address(), group);
        }
        Map<String, Token> tokens = new HashMap<>();
        for (TokenRow row : session.createSelectionQuery("from TokenRow where revokedAt is null", TokenRow.class)
                .getResultList()) {
            tokens.put(row.secretSha256, row.toToken());
        }
        return new DirectorySnapshot(version, accounts, groups, tokens);
    }

    long version() {
        return version;
    }

    Map<AccountAddress, Entry> accounts() {
        return Collections.unmodifiableMap(accounts);
    }

    Map<AccountAddress, Group> groups() {
        return Collections.unmodifiableMap(groups);
    }

    Map<String, Token> tokensBySecret() {
        return Collections.unmodifiableMap(tokensBySecret);
    }

    Optional<Entry> account(AccountAddress address) {
        return Optional.ofNullable(accounts.get(address));
    }

    /**
     * Follows groups down to addresses that are none. A group met twice is followed once, so that a loop ends; a loop that
     * leads nowhere else gives an empty set.
     */
    SortedSet<AccountAddress> resolve(AccountAddress address) {
        SortedSet<AccountAddress> reached = new TreeSet<>();
        if (accounts.containsKey(address)) {
            reached.add(address);
            return reached;
        }
        Set<AccountAddress> seen = new HashSet<>();
        Deque<AccountAddress> open = new ArrayDeque<>();
        if (groups.containsKey(address)) {
            open.add(address);
        }
        while (!open.isEmpty()) {
            AccountAddress next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            Group group = groups.get(next);
            if (group == null) {
                reached.add(next);
            } else {
                open.addAll(group.members());
            }
        }
        return reached;
    }
}
