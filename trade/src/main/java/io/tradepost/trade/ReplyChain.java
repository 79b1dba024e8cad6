package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.LookAlike;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Links inherited from the messages that this one answers.
 *
 * <p>A Message-ID of ours is known to those who got the message. So a chain vouches for an author whom we do not know —
 * a new colleague, a private mailbox — unless their domain imitates the customer's. It does not vouch for an author whom
 * we know to be another customer, nor for mail that claims to be ours and was not authenticated.
 */
final class ReplyChain {

    private static final int MOST_LINKS = 200;
    private static final String WHERE = "references";
    private static final Comparator<PriorLink> ORDER = Comparator.comparing(PriorLink::messageId)
            .thenComparing(PriorLink::kind)
            .thenComparing(PriorLink::key)
            .thenComparing(PriorLink::customer);

    private final TradeSnapshot snapshot;
    private final MailFacts facts;
    private final Correspondents correspondents;

    ReplyChain(TradeSnapshot snapshot, MailFacts facts, Correspondents correspondents) {
        this.snapshot = snapshot;
        this.facts = facts;
        this.correspondents = correspondents;
    }

    /** Adds what the chain says to the cases; returns the customers for whom it vouches. */
    Set<String> follow(Map<String, LinkCase> documents) {
        Set<String> vouched = new TreeSet<>();
        Set<String> home = Set.copyOf(correspondents.home());
        facts.thread().stream().distinct().sorted(ORDER).limit(MOST_LINKS).forEach(prior -> {
            String customer = customerNow(prior);
            Evidence evidence = new Evidence(Evidence.THREAD, WHERE, prior.messageId());
            LinkCase customerCase = correspondents.caseOf(customer);
            boolean document = !prior.kind().equals(Match.CUSTOMER);
            LinkCase documentCase = document
                    ? documents.computeIfAbsent(
                            DocumentRules.id(prior.kind(), prior.key(), customer),
                            id -> new LinkCase(prior.kind(), prior.key(), customer))
                    : customerCase;
            for (LinkCase one : document ? List.of(customerCase, documentCase) : List.of(customerCase)) {
                if (weigh(one, evidence, customer, home)) {
                    vouched.add(customer);
                }
            }
        });
        return vouched;
    }

    private boolean weigh(LinkCase one, Evidence evidence, String customer, Set<String> home) {
        if (home.contains(customer)) {
            one.trusted(evidence, Weight.THREAD);
            return true;
        }
        if (!home.isEmpty()) {
            one.claimed(evidence, Weight.THREAD);
            one.against(
                    new Evidence(Evidence.OTHER_CUSTOMER, facts.fromUs() ? "to" : "from", String.join(", ", home)),
                    Weight.OTHER_CUSTOMER_CEILING);
            return false;
        }
        String author = correspondents.outsideAuthor();
        if (!facts.fromUs() && author.isEmpty()) {
            one.claimed(evidence, Weight.THREAD);
            one.against(new Evidence(Evidence.UNKNOWN_SENDER, "from", facts.from()), Weight.CLAIMED_CEILING);
            return false;
        }
        String imitated =
                facts.fromUs() ? "" : LookAlike.imitated(Addresses.domainOf(author), snapshot.domainsOf(customer));
        if (!imitated.isEmpty()) {
            one.claimed(evidence, Weight.THREAD);
            one.against(
                    new Evidence(Evidence.LOOK_ALIKE, "from", Addresses.domainOf(author) + " ~ " + imitated),
                    Weight.OTHER_CUSTOMER_CEILING);
            return false;
        }
        one.trusted(evidence, Weight.THREAD);
        return true;
    }

    /** A document may have moved to another customer since the earlier message was linked. */
    private String customerNow(PriorLink prior) {
        List<String> customers = prior.kind().equals(Match.CUSTOMER)
                ? List.of()
                : snapshot.documents(prior.key()).stream()
                        .filter(document -> document.kind().equals(prior.kind()))
                        .map(TradeDocument::customer)
                        .toList();
        return customers.size() == 1 ? customers.getFirst() : prior.customer();
    }
}
