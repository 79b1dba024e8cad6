package io.tradepost.trade;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Says in a person's language why a message is tied to what it is tied to. Knows English and Simplified Chinese. */
public final class Explanation {

    static final String BUNDLE = "io.tradepost.trade.explain";

    private final ResourceBundle words;
    private final Locale locale;
    private final TradeSnapshot snapshot;

    /**
     * One link to explain: a {@link Match}, or a link as it was stored, which may have been made or rejected by a person.
     *
     * @param kind        as in {@link Match}
     * @param key         as in {@link Match}
     * @param customer    as in {@link Match}
     * @param status      {@code linked}, {@code suggested} or {@code rejected}
     * @param probability 0 to 1
     * @param evidence    why
     */
    public record Item(
            String kind, String key, String customer, String status, double probability, List<Evidence> evidence) {

        public Item {
            evidence = List.copyOf(evidence);
        }

        /** A fresh match as an item. */
        public static Item of(Match match) {
            return new Item(
                    match.kind(),
                    match.key(),
                    match.customer(),
                    match.status().word(),
                    match.probability(),
                    match.evidence());
        }
    }

    private Explanation(TradeSnapshot snapshot, Locale wanted) {
        this.snapshot = snapshot;
        this.locale = wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        this.words = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * A text of several lines, each link with its reasons; one line if there is none.
     *
     * @param snapshot gives the customers' names; an unloaded one gives none
     * @param locale   Chinese of any kind gives Simplified Chinese, everything else English
     */
    public static String of(List<Item> items, TradeSnapshot snapshot, Locale locale) {
        Explanation explanation = new Explanation(snapshot, locale);
        if (items.isEmpty()) {
            return explanation.words.getString("none") + '\n';
        }
        StringBuilder text = new StringBuilder();
        items.forEach(item -> explanation.tell(item, text));
        return text.toString();
    }

    private void tell(Item item, StringBuilder text) {
        boolean customer = item.kind().equals(Match.CUSTOMER);
        String percent = String.format(Locale.ROOT, "%.1f %%", item.probability() * 100);
        text.append(say(
                        customer ? "customer" : "document",
                        word("kind." + item.kind(), item.kind()),
                        item.key(),
                        named(item.customer()),
                        word("status." + item.status(), item.status()),
                        percent))
                .append('\n');
        for (Evidence evidence : item.evidence()) {
            String where = word("where." + evidence.where(), evidence.where());
            String pattern = word("evidence." + evidence.type(), "{1}: " + evidence.type() + " {0}");
            text.append("  - ")
                    .append(new MessageFormat(pattern, locale)
                            .format(new Object[] {evidence.text(), where, named(item.customer())}))
                    .append('\n');
        }
    }

    private String named(String code) {
        return snapshot.customer(code)
                .map(customer -> {
                    boolean local = locale.equals(Locale.SIMPLIFIED_CHINESE)
                            && !customer.nameLocal().isEmpty();
                    return say("named", code, local ? customer.nameLocal() : customer.name());
                })
                .orElse(code);
    }

    private String say(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    private String word(String key, String otherwise) {
        try {
            return words.getString(key);
        } catch (MissingResourceException e) {
            // A kind or a type of evidence that a later version or a platform of its own stored: shown as it is.
            return otherwise;
        }
    }
}
