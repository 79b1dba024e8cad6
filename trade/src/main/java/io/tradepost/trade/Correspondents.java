package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.FreeMail;
import io.tradepost.trade.text.MailText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who corresponds with us in one message: the customers that addresses and domains speak for.
 *
 * <p>{@link #home} is the set of customers whose correspondence this is beyond doubt, and whose numbers it may therefore
 * carry: of mail from outside, the author's; of our own mail, the recipients'.
 */
final class Correspondents {

    /** More addresses than this are a mailing, and the first in alphabetical order do. */
    private static final int MOST_ADDRESSES = 500;

    private final TradeSnapshot snapshot;
    private final MailFacts facts;
    private final Set<String> ownRegistrable = new HashSet<>();
    private final Map<String, LinkCase> cases = new TreeMap<>();
    private final List<Set<String>> shared = new ArrayList<>();
    private final Set<String> home = new TreeSet<>();
    private final Set<String> strangers = new TreeSet<>();
    private final Set<String> quotedCustomers = new TreeSet<>();
    private final String from;

    private record Weights(Weight address, Weight domain, boolean trusted) {}

    Correspondents(TradeSnapshot snapshot, MailFacts facts, MailText text) {
        this.snapshot = snapshot;
        this.facts = facts;
        facts.ownDomains().forEach(domain -> ownRegistrable.add(registrable(Addresses.canonicalDomain(domain))));
        ownRegistrable.remove("");
        this.from = Addresses.canonical(facts.from());
        if (facts.fromUs()) {
            readRecipientsOfOurs();
            if (home.isEmpty()) {
                readQuotedAuthors(text);
            }
        } else {
            readOutsideMail();
        }
    }

    /** Customers beyond doubt. Two that share the author's address are both in it. */
    Set<String> home() {
        return home;
    }

    /** Cases of customers, by code. */
    Map<String, LinkCase> cases() {
        return cases;
    }

    LinkCase caseOf(String customer) {
        return cases.computeIfAbsent(customer, code -> new LinkCase(Match.CUSTOMER, code, code));
    }

    /** Groups of customers of whom an address or a domain says that it is one of them. */
    List<Set<String>> shared() {
        return shared;
    }

    /** Outside addresses of our own mail, and authors of what it quotes, of whom we know nothing. */
    Set<String> strangers() {
        return strangers;
    }

    /** Customers whose words our own mail quotes. */
    Set<String> quotedCustomers() {
        return quotedCustomers;
    }

    /** The author's address if it is an outside one, canonical; empty if there is none. */
    String outsideAuthor() {
        return facts.fromUs() || isOwn(from) ? "" : from;
    }

    private void readRecipientsOfOurs() {
        Set<String> named = new HashSet<>();
        named.addAll(see(facts.to(), "to", new Weights(Weight.TO_ADDRESS, Weight.TO_DOMAIN, true), Set.of()));
        named.addAll(see(facts.cc(), "cc", new Weights(Weight.CC_ADDRESS, Weight.CC_DOMAIN, true), named));
        see(facts.envelopeTo(), "envelope", new Weights(Weight.BCC_ADDRESS, Weight.BCC_DOMAIN, true), named);
        home.addAll(cases.keySet());
    }

    private void readQuotedAuthors(MailText text) {
        Set<String> before = Set.copyOf(cases.keySet());
        see(text.authors(), "quoted", new Weights(Weight.QUOTED_ADDRESS, Weight.QUOTED_DOMAIN, true), Set.of());
        quotedCustomers.addAll(cases.keySet());
        quotedCustomers.removeAll(before);
    }

    private void readOutsideMail() {
        see(List.of(facts.from()), "from", new Weights(Weight.FROM_ADDRESS, Weight.FROM_DOMAIN, true), Set.of());
        home.addAll(cases.keySet());
        Set<String> named = new HashSet<>(Set.of(from));
        if (home.isEmpty()) {
            Weights other = new Weights(Weight.OTHER_SENDER_ADDRESS, Weight.OTHER_SENDER_DOMAIN, false);
            named.addAll(see(facts.replyTo(), "reply-to", other, named));
            named.addAll(see(List.of(facts.envelopeFrom()), "envelope", other, named));
        }
        Weights beside = new Weights(Weight.BESIDE_US_ADDRESS, Weight.BESIDE_US_DOMAIN, false);
        named.addAll(see(facts.to(), "to", beside, named));
        see(facts.cc(), "cc", beside, named);
    }

    /** Looks up addresses and notes what they speak for; returns those seen. */
    private Set<String> see(Collection<String> raw, String where, Weights weights, Set<String> alreadySeen) {
        Set<String> addresses = new TreeSet<>();
        raw.forEach(address -> addresses.add(Addresses.canonical(address)));
        addresses.remove("");
        addresses.removeAll(alreadySeen);
        addresses.stream()
                .filter(address -> !isOwn(address))
                .limit(MOST_ADDRESSES)
                .forEach(address -> seeOne(address, where, weights));
        return addresses;
    }

    private void seeOne(String address, String where, Weights weights) {
        List<String> byAddress = snapshot.customersByAddress(address);
        if (!byAddress.isEmpty()) {
            note(byAddress, Evidence.ADDRESS, where, address, weights.address(), Weight.SHARED_ADDRESS, weights);
            return;
        }
        String domain = Addresses.domainOf(address);
        List<String> byDomain = FreeMail.isFreeMail(domain) ? List.of() : snapshot.customersByDomain(domain);
        if (byDomain.isEmpty()) {
            strangers.add(address);
        } else {
            note(byDomain, Evidence.DOMAIN, where, domain, weights.domain(), Weight.SHARED_DOMAIN, weights);
        }
    }

    private void note(
            List<String> customers,
            String type,
            String where,
            String text,
            Weight alone,
            Weight inCompany,
            Weights weights) {
        if (customers.size() > CompanyDomains.MOST_CUSTOMERS) {
            strangers.add(text);
            return;
        }
        boolean ambiguous = customers.size() > 1;
        for (String customer : customers) {
            Evidence evidence = new Evidence(type, where, text);
            Weight weight = ambiguous ? inCompany : alone;
            if (weights.trusted()) {
                caseOf(customer).trusted(evidence, weight);
            } else {
                caseOf(customer).claimed(evidence, weight);
            }
            if (ambiguous) {
                String all = String.join(", ", customers);
                caseOf(customer).against(new Evidence(Evidence.AMBIGUOUS, where, all), Weight.CLAIMED_CEILING);
            }
        }
        if (ambiguous) {
            shared.add(Set.copyOf(customers));
        }
    }

    private boolean isOwn(String address) {
        return !address.isEmpty() && ownRegistrable.contains(registrable(Addresses.domainOf(address)));
    }

    private static String registrable(String canonicalDomain) {
        String registrable = Addresses.registrable(canonicalDomain);
        return registrable.isEmpty() ? canonicalDomain : registrable;
    }
}
