package io.tradepost.domain.account;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hibernate.Session;

/**
 * Which addresses are taken, within one transaction. Those that the transaction is about to give away can be marked, so
 * that an import of two persons of one name numbers them.
 */
final class AddressBook {
    /** Narrower than RFC 5321: no {@code +}, which parts off a sub-address, and nothing a shell or a URL would mangle. */
    private static final Pattern OWN_LOCAL_PART = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

    private final Session session;
    private final Set<AccountAddress> marked = new HashSet<>();
    private final Set<AccountAddress> kept = new HashSet<>();

    AddressBook(Session session) {
        this.session = session;
    }

    /** Takes an address for the rest of this transaction. */
    void mark(AccountAddress address) {
        marked.add(address);
    }

    /** Keeps an address for somebody who asks for it by name, so that {@link #firstFree} does not give it to another. */
    void keep(AccountAddress address) {
        kept.add(address);
    }

    /** The name itself, or with the first number from 2 that makes it free. */
    AccountAddress firstFree(String localPart, String domain) {
        for (int number = 1; ; number++) {
            String candidate = number == 1 ? localPart : localPart + number;
            AccountAddress address = AccountAddress.of(candidate, domain);
            boolean taken = ReservedNames.contains(candidate)
                    || marked.contains(address)
                    || kept.contains(address)
                    || session.find(AddressRow.class, address.value()) != null;
            if (!taken) {
                return address;
            }
        }
    }

    /**
     * Lets pass an address that nobody has or had.
     *
     * @throws AccountException that says who has or had it
     */
    void requireFree(AccountAddress address) {
        if (marked.contains(address)) {
            throw AccountException.conflict("account.address.twice", address);
        }
        AddressRow known = session.find(AddressRow.class, address.value());
        if (known == null) {
            return;
        }
        boolean person = known.kind == AddressRow.Kind.ACCOUNT;
        String key = known.retiredAt == null
                ? person ? "account.address.is-account" : "account.address.is-group"
                : person ? "account.address.was-account" : "account.address.was-group";
        throw AccountException.conflict(key, address, known.holder);
    }

    static void requireForPersons(AccountAddress address) {
        String local = address.localPart();
        if (ReservedNames.contains(local)) {
            throw AccountException.invalid("account.address.function", local);
        }
        if (!OWN_LOCAL_PART.matcher(local).matches() || local.contains("..")) {
            throw AccountException.invalid("account.address.local", local);
        }
    }

    /** The domain in the form that addresses carry, if it is one of these. */
    static String requireOwn(Set<String> domains, String domain) {
        return AccountAddress.normalizedDomain(domain).filter(domains::contains).orElseThrow(() -> {
            String ours = String.join(", ", new TreeSet<>(domains));
            return Spelling.nearest(domain, domains)
                    .map(meant -> AccountException.invalid("account.domain.meant", domain, ours, meant))
                    .orElseGet(() -> AccountException.invalid("account.domain.foreign", domain, ours));
        });
    }
}
