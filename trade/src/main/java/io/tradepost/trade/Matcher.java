package io.tradepost.trade;

import io.tradepost.trade.text.MailText;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ties a message to customers and their documents: a pure function of the message's facts and a snapshot.
 *
 * <p>First the customers, from who writes to whom ({@link Correspondents}); then the documents, given the customers. A
 * number that belongs to somebody else than the known correspondent, or that a stranger typed, is a suggestion at most
 * (law L8); {@link Weight} has the model and its constants. Our own staff are trusted with what they type themselves, not
 * with what they only quote.
 */
public final class Matcher {

    /** Changes with every change of rules or weights; stored with each decision. */
    public static final String RULES_VERSION = "2026-11.1";

    private static final Comparator<Match> ORDER = Comparator.comparing(
                    (Match match) -> !match.kind().equals(Match.CUSTOMER))
            .thenComparing(Match::status)
            .thenComparing(Comparator.comparingDouble(Match::probability).reversed())
            .thenComparing(Match::kind)
            .thenComparing(Match::key)
            .thenComparing(Match::customer);

    /** What a stored decision was based on: snapshot and rules. */
    public static String basis(TradeSnapshot snapshot) {
        return "snapshot " + snapshot.id() + ", rules " + RULES_VERSION;
    }

    /**
     * All links that the facts support, customers first, linked before suggested, the surest first. Empty if there is
     * none, and always while the snapshot was never loaded. Never throws on what a message contains.
     */
    public List<Match> match(MailFacts facts, TradeSnapshot snapshot) {
        if (!snapshot.loaded()) {
            return List.of();
        }
        MailText text = MailText.of(facts.text());
        Correspondents correspondents = new Correspondents(snapshot, facts, text);
        Map<String, LinkCase> documents = new TreeMap<>();
        Set<String> chain = new ReplyChain(snapshot, facts, correspondents).follow(documents);
        new DocumentRules(snapshot, facts, correspondents, chain, documents)
                .apply(NumberFinder.find(facts, text, snapshot));
        dropUndecided(correspondents);
        return Stream.concat(correspondents.cases().values().stream(), documents.values().stream())
                .flatMap(Matcher::judge)
                .sorted(ORDER)
                .toList();
    }

    /** Of customers who share an address, those for whom nothing else speaks fall away once something decides. */
    private static void dropUndecided(Correspondents correspondents) {
        Set<String> dropped = new HashSet<>();
        for (Set<String> group : correspondents.shared()) {
            boolean decided = group.stream()
                    .map(correspondents::caseOf)
                    .anyMatch(one -> one.isDecided() && one.probability() >= Weight.LINK);
            if (decided) {
                group.stream()
                        .filter(code -> !correspondents.caseOf(code).isDecided())
                        .forEach(dropped::add);
            }
        }
        correspondents.cases().keySet().removeAll(dropped);
    }

    private static Stream<Match> judge(LinkCase one) {
        double probability = one.probability();
        if (probability < Weight.SUGGEST) {
            return Stream.empty();
        }
        return Stream.of(one.judged(probability >= Weight.LINK ? Match.Status.LINKED : Match.Status.SUGGESTED));
    }
}
