package io.tradepost.trade;

import io.tradepost.trade.NumberFinder.Placed;
import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.LookAlike;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Documents, given the customers: what each number found in a message is worth.
 *
 * <p>Who typed a number decides. See {@link Standing}.
 */
final class DocumentRules {

    /** How whoever typed a number stands to the customer whose number it is. */
    private enum Standing {
        /** The known correspondent is that customer; or our own staff typed it, and not to somebody else. */
        AT_HOME,
        /** The known correspondent is another customer. */
        ELSEWHERE,
        /** Nobody knows who typed it. */
        STRANGER
    }

    private final TradeSnapshot snapshot;
    private final MailFacts facts;
    private final Correspondents correspondents;
    private final Set<String> chain;
    private final Map<String, LinkCase> documents;

    DocumentRules(
            TradeSnapshot snapshot,
            MailFacts facts,
            Correspondents correspondents,
            Set<String> chain,
            Map<String, LinkCase> documents) {
        this.snapshot = snapshot;
        this.facts = facts;
        this.correspondents = correspondents;
        this.chain = chain;
        this.documents = documents;
    }

    /** Weighs the numbers and adds to the cases. Own numbers first: they may tell whose references the others are. */
    void apply(List<Placed> numbers) {
        for (Placed placed : numbers) {
            if (!placed.number().bare()) {
                own(placed, snapshot.documents(placed.number().skeleton()));
            }
        }
        Set<String> known = new TreeSet<>(correspondents.home());
        known.addAll(chain);
        correspondents.cases().values().stream()
                .filter(one -> one.hasTrusted() && one.probability() >= Weight.LINK)
                .forEach(one -> known.add(one.customer()));
        for (Placed placed : numbers) {
            for (TradeReference reference : snapshot.references(placed.number().skeleton())) {
                if (known.contains(reference.customer())) {
                    reference(placed, reference);
                }
            }
        }
    }

    /**
     * Platforms do give one number to two customers. The known correspondent decides between them; where nobody is
     * known, nobody may guess.
     */
    private void own(Placed placed, List<TradeDocument> sameNumber) {
        Set<String> known = new TreeSet<>(correspondents.home());
        known.addAll(chain);
        boolean decided = sameNumber.stream().anyMatch(document -> known.contains(document.customer()));
        long customers =
                sameNumber.stream().map(TradeDocument::customer).distinct().count();
        for (TradeDocument document : sameNumber) {
            if (!decided) {
                Standing standing = standing(placed, document.customer());
                own(placed, document, customers > 1 && standing == Standing.AT_HOME ? Standing.STRANGER : standing);
            } else if (known.contains(document.customer())) {
                own(placed, document, standing(placed, document.customer()));
            }
        }
    }

    private void own(Placed placed, TradeDocument document, Standing standing) {
        String customer = document.customer();
        Evidence evidence = new Evidence(
                Evidence.NUMBER, placed.place().word(), placed.number().written());
        LinkCase documentCase = caseOf(document.kind(), document.number(), customer);
        switch (standing) {
            case AT_HOME -> {
                documentCase.trusted(evidence, placed.place().own());
                correspondents.caseOf(customer).trusted(evidence, placed.place().own());
            }
            case ELSEWHERE -> {
                documentCase.claimed(evidence, Weight.OTHER_CUSTOMERS_NUMBER);
                documentCase.against(
                        new Evidence(Evidence.OTHER_CUSTOMER, side(), String.join(", ", elsewhere())),
                        Weight.OTHER_CUSTOMER_CEILING);
            }
            case STRANGER -> {
                LinkCase customerCase = correspondents.caseOf(customer);
                for (LinkCase one : List.of(documentCase, customerCase)) {
                    one.claimed(evidence, Weight.STRANGERS_NUMBER);
                    one.against(new Evidence(Evidence.UNKNOWN_SENDER, side(), who()), Weight.CLAIMED_CEILING);
                    warnOfLookAlike(one, customer);
                }
            }
        }
    }

    /** A reference means nothing outside its customer, so the customer is known here. */
    private void reference(Placed placed, TradeReference reference) {
        Evidence evidence = new Evidence(
                Evidence.REFERENCE,
                placed.place().word(),
                reference.kind() + ' ' + placed.number().written());
        boolean home = standing(placed, reference.customer()) == Standing.AT_HOME;
        boolean bare = placed.number().bare();
        Weight weight = bare ? Weight.BARE_DIGITS : placed.place().reference();
        boolean trusted = home && !bare;
        add(correspondents.caseOf(reference.customer()), evidence, weight, trusted);
        if (reference.orderNumber().isEmpty()) {
            return;
        }
        List<TradeDocument> documentsOfIt = snapshot.documents(reference.orderNumber()).stream()
                .filter(document -> document.customer().equals(reference.customer()))
                .toList();
        if (documentsOfIt.isEmpty()) {
            add(caseOf("order", reference.orderNumber(), reference.customer()), evidence, weight, trusted);
        }
        documentsOfIt.forEach(document ->
                add(caseOf(document.kind(), document.number(), document.customer()), evidence, weight, trusted));
    }

    private static void add(LinkCase one, Evidence evidence, Weight weight, boolean trusted) {
        if (trusted) {
            one.trusted(evidence, weight);
        } else {
            one.claimed(evidence, weight);
        }
    }

    private Standing standing(Placed placed, String customer) {
        Set<String> home = correspondents.home();
        if (home.contains(customer)) {
            return Standing.AT_HOME;
        }
        if (!home.isEmpty()) {
            return Standing.ELSEWHERE;
        }
        if (chain.contains(customer)) {
            return Standing.AT_HOME;
        }
        if (!facts.fromUs()) {
            return chain.isEmpty() ? Standing.STRANGER : Standing.ELSEWHERE;
        }
        return placed.echoed() ? standingOfEcho(customer) : Standing.AT_HOME;
    }

    /** Our own mail repeats what somebody else typed: a quotation, the subject of a reply. */
    private Standing standingOfEcho(String customer) {
        if (!correspondents.quotedCustomers().isEmpty()) {
            return correspondents.quotedCustomers().contains(customer) ? Standing.AT_HOME : Standing.ELSEWHERE;
        }
        return correspondents.strangers().isEmpty() ? Standing.AT_HOME : Standing.STRANGER;
    }

    private Set<String> elsewhere() {
        if (!correspondents.home().isEmpty()) {
            return correspondents.home();
        }
        return chain.isEmpty() ? correspondents.quotedCustomers() : chain;
    }

    private String side() {
        if (!facts.fromUs()) {
            return "from";
        }
        return correspondents.home().isEmpty() ? "quoted" : "to";
    }

    private String who() {
        return facts.fromUs() ? String.join(", ", correspondents.strangers()) : facts.from();
    }

    private void warnOfLookAlike(LinkCase one, String customer) {
        String domain = Addresses.domainOf(correspondents.outsideAuthor());
        String imitated = LookAlike.imitated(domain, snapshot.domainsOf(customer));
        if (!imitated.isEmpty()) {
            one.against(
                    new Evidence(Evidence.LOOK_ALIKE, "from", domain + " ~ " + imitated),
                    Weight.OTHER_CUSTOMER_CEILING);
        }
    }

    private LinkCase caseOf(String kind, String number, String customer) {
        return documents.computeIfAbsent(id(kind, number, customer), id -> new LinkCase(kind, number, customer));
    }

    /** Identifies a document among the cases. */
    static String id(String kind, String number, String customer) {
        return kind + '\n' + number + '\n' + customer;
    }
}
