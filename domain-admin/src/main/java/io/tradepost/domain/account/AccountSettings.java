package io.tradepost.domain.account;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where the accounts are and whose they are.
 *
 * @param jdbcUrl of an H2 or a MariaDB database; the tables are made on first use. H2 must be told {@code WRITE_DELAY=0},
 *     or a crash forgets the last half second
 * @param user the database's user
 * @param password of that user
 * @param domains the company's mail domains: accounts and groups live in these only
 * @param poolSize most connections held, 1 to 100
 */
public record AccountSettings(
        String jdbcUrl, String user, String password, Set<String> domains, int poolSize, Clock clock) {
    private static final int USUAL_POOL_SIZE = 4;

    public AccountSettings {
        Set<String> known = new LinkedHashSet<>();
        for (String domain : domains) {
            known.add(AccountAddress.normalizedDomain(domain)
                    .orElseThrow(() -> AccountException.invalid("account.domain.syntax", domain)));
        }
        domains = Set.copyOf(known);
        if (poolSize < 1 || poolSize > 100) {
            throw AccountException.invalid("account.pool", poolSize);
        }
    }

    public static AccountSettings of(String jdbcUrl, String user, String password, Set<String> domains, Clock clock) {
        return new AccountSettings(jdbcUrl, user, password, domains, USUAL_POOL_SIZE, clock);
    }

    /** Keeps the database's password out of logs, and the URL too, which can carry one. */
    @Override
    public String toString() {
        return "AccountSettings[domains=" + domains + "]";
    }
}
