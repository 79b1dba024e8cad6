package io.tradepost.mailets;

import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.AccountsUnavailableException;
import io.tradepost.domain.account.Groups;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which addresses are the company's, and which accounts stand behind a group or an alias. */
public final class CompanyDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyDirectory.class);

    private final Set<String> domains;
    private final Groups groups;

    /**
     * @param domains the company's own, lower case
     */
    public CompanyDirectory(Collection<String> domains, Groups groups) {
        this.domains = Set.copyOf(domains);
        this.groups = groups;
    }

    /** The company's own domains, lower case. */
    public Set<String> domains() {
        return domains;
    }

    /** The form in which addresses are compared. */
    public static String normalise(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Whether an address is in one of our domains; false for the null sender. */
    public boolean isOurs(String address) {
        int at = address.lastIndexOf('@');
        return at >= 0 && domains.contains(normalise(address.substring(at + 1)));
    }

    /**
     * The company's accounts among and behind these addresses. When the accounts can't be asked, the addresses themselves:
     * archiving must not wait for that (law L9).
     */
    public Set<String> accountsBehind(List<String> addresses) {
        Set<String> accounts = new TreeSet<>();
        for (String address : addresses) {
            if (isOurs(address)) {
                accounts.addAll(behind(address));
            }
        }
        return accounts;
    }

    private Set<String> behind(String address) {
        Optional<AccountAddress> known = AccountAddress.parse(address);
        if (known.isEmpty()) {
            return Set.of(normalise(address));
        }
        try {
            Set<String> members = new TreeSet<>();
            groups.resolve(known.get()).stream()
                    .map(AccountAddress::value)
                    .filter(this::isOurs)
                    .forEach(members::add);
            return members.isEmpty() ? Set.of(normalise(address)) : members;
        } catch (AccountsUnavailableException e) {
            LOG.warn("groups can't be asked; archived under the address as it stands", e);
            return Set.of(normalise(address));
        }
    }
}
