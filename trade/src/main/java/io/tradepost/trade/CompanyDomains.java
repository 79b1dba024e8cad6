package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.FreeMail;
import io.tradepost.trade.text.Skeleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which customers a registrable domain belongs to: by the customer's declared domains and website, and by the domains of
 * its contacts. Free-mail providers and our own domains belong to nobody.
 */
final class CompanyDomains {

    /** A domain of more customers than this is a portal, a bank or a forwarder, and points at nobody. */
    static final int MOST_CUSTOMERS = 4;

    private final TextColumn domains;
    private final TextColumn customers;
    private final HashIndex byDomain;
    private final HashIndex byCustomer;

    /** Rows before this one were declared by the customer's own row. */
    private final int declaredRows;

    private CompanyDomains(
            TextColumn domains, TextColumn customers, HashIndex byDomain, HashIndex byCustomer, int declaredRows) {
        this.declaredRows = declaredRows;
        this.domains = domains;
        this.customers = customers;
        this.byDomain = byDomain;
        this.byCustomer = byCustomer;
    }

    List<String> customersOf(String registrable) {
        TreeSet<String> declared = new TreeSet<>();
        TreeSet<String> byContact = new TreeSet<>();
        byDomain.any(Skeleton.hash(registrable), row -> {
            if (domains.get(row).equals(registrable)) {
                (row < declaredRows ? declared : byContact).add(customers.get(row));
            }
            return declared.size() > MOST_CUSTOMERS;
        });
        // Who declares a domain owns it, even if someone there is noted as another customer's contact.
        TreeSet<String> owners = declared.isEmpty() ? byContact : declared;
        return owners.size() > MOST_CUSTOMERS ? List.of() : List.copyOf(owners);
    }

    Set<String> domainsOf(String customer) {
        TreeSet<String> found = new TreeSet<>();
        byCustomer.any(Skeleton.hash(customer), row -> {
            if (customers.get(row).equals(customer)) {
                found.add(domains.get(row));
            }
            return false;
        });
        return found;
    }

    /** The registrable domains that a customer's own row declares: the domain column's and the website's. */
    static Set<String> declared(String domainColumn, String website) {
        Set<String> declared = new TreeSet<>();
        for (String one : domainColumn.split("[,;\\s]+", -1)) {
            declared.add(Addresses.registrable(Addresses.hostOf(one)));
        }
        declared.add(Addresses.registrable(Addresses.hostOf(website)));
        declared.remove("");
        return declared;
    }

    static CompanyDomains of(RowTable customers, RowTable contacts, Set<String> ownDomains) {
        Builder builder = new Builder(ownDomains);
        for (int row = 0; row < customers.size(); row++) {
            String code = customers.get(row, 0);
            declared(customers.get(row, 5), customers.get(row, 4)).forEach(domain -> builder.add(domain, code));
        }
        int declaredRows = builder.rows;
        Map<String, String> registrables = new HashMap<>();
        for (int row = 0; row < contacts.size(); row++) {
            for (String address : Addresses.all(contacts.get(row, 1))) {
                String registrable = registrables.computeIfAbsent(Addresses.domainOf(address), Addresses::registrable);
                builder.add(registrable, contacts.get(row, 0));
            }
        }
        return builder.build(declaredRows);
    }

    private static final class Builder {
        private final Set<String> own = new HashSet<>();
        private final Set<Long> seen = new HashSet<>();
        private final TextColumn.Builder domains = new TextColumn.Builder(true);
        private final TextColumn.Builder customers = new TextColumn.Builder(true);
        private final HashIndex.Builder byDomain = new HashIndex.Builder();
        private final HashIndex.Builder byCustomer = new HashIndex.Builder();
        private int rows;

        Builder(Set<String> ownDomains) {
            for (String domain : ownDomains) {
                own.add(Addresses.registrable(Addresses.canonicalDomain(domain)));
            }
        }

        void add(String registrable, String customer) {
            if (registrable.isEmpty() || own.contains(registrable) || FreeMail.isFreeMail(registrable)) {
                return;
            }
            // A collision of two pairs would lose one of some 10^12: not worth 100 bytes a pair.
            if (!seen.add(Skeleton.hash(registrable + '\n' + customer))) {
                return;
            }
            domains.add(registrable);
            customers.add(customer);
            byDomain.add(Skeleton.hash(registrable), rows);
            byCustomer.add(Skeleton.hash(customer), rows);
            rows++;
        }

        CompanyDomains build(int declaredRows) {
            return new CompanyDomains(
                    domains.build(), customers.build(), byDomain.build(), byCustomer.build(), declaredRows);
        }
    }
}
