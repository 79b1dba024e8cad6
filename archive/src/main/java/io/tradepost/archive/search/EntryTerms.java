package io.tradepost.archive.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The terms of one entry, cut when a query first asks for them, and whether queries match them. */
final class EntryTerms {
    private final IndexEntry entry;
    private final Set<String> unread;
    private final Map<String, List<NavigableMap<String, Set<Integer>>>> cut = new HashMap<>();

    /**
     * Of an entry.
     *
     * @param unread fields that may say more than the entry knows
     */
    EntryTerms(IndexEntry entry, Set<String> unread) {
        this.entry = entry;
        this.unread = unread;
    }

    /** Whether the message meets a query; in Kleene's logic, where what is not known stays so unless the rest decides. */
    Answer answer(IndexQuery query) {
        return switch (query) {
            case IndexQuery.Everything all -> Answer.YES;
            case IndexQuery.Nothing none -> Answer.NO;
            case IndexQuery.Term term -> known(has(term), term.field());
            case IndexQuery.Prefix prefix -> known(begins(prefix), prefix.field());
            case IndexQuery.Phrase phrase ->
                known(texts(phrase.field()).stream().anyMatch(value -> stands(phrase.terms(), value)), phrase.field());
            case IndexQuery.PhraseBeginning phrase ->
                known(texts(phrase.field()).stream().anyMatch(value -> begins(phrase, value)), phrase.field());
            case IndexQuery.Range range -> {
                Long number = entry.numbers().get(range.field());
                yield Answer.of(number != null && number >= range.from() && number <= range.to());
            }
            case IndexQuery.All all -> {
                Answer must = all.must().stream().map(this::answer).reduce(Answer.YES, Answer::and);
                Answer mustNot = all.mustNot().stream().map(this::answer).reduce(Answer.NO, Answer::or);
                yield must.and(mustNot.not());
            }
            case IndexQuery.Any any -> any.parts().stream().map(this::answer).reduce(Answer.NO, Answer::or);
        };
    }

    private Answer known(boolean found, String field) {
        return found || !unread.contains(field) ? Answer.of(found) : Answer.OPEN;
    }

    private boolean has(IndexQuery.Term term) {
        return entry.keywords().getOrDefault(term.field(), Set.of()).contains(term.term())
                || texts(term.field()).stream().anyMatch(value -> value.containsKey(term.term()));
    }

    private boolean begins(IndexQuery.Prefix prefix) {
        return entry.keywords().getOrDefault(prefix.field(), Set.of()).stream()
                        .anyMatch(term -> term.startsWith(prefix.start()))
                || texts(prefix.field()).stream().anyMatch(value -> {
                    String next = value.ceilingKey(prefix.start());
                    return next != null && next.startsWith(prefix.start());
                });
    }

    private static boolean begins(IndexQuery.PhraseBeginning phrase, NavigableMap<String, Set<Integer>> value) {
        List<IndexQuery.Placed> whole = phrase.terms();
        IndexQuery.Placed last = whole.getLast();
        return value.tailMap(last.term()).keySet().stream()
                .takeWhile(term -> term.startsWith(last.term()))
                .anyMatch(term -> {
                    List<IndexQuery.Placed> terms = new ArrayList<>(whole.subList(0, whole.size() - 1));
                    terms.add(new IndexQuery.Placed(term, last.position()));
                    return stands(terms, value);
                });
    }

    private static boolean stands(List<IndexQuery.Placed> terms, NavigableMap<String, Set<Integer>> value) {
        if (terms.isEmpty()) {
            return false;
        }
        IndexQuery.Placed first = terms.getFirst();
        return value.getOrDefault(first.term(), Set.of()).stream()
                .mapToInt(at -> at - first.position())
                .anyMatch(start -> terms.stream()
                        .allMatch(
                                one -> value.getOrDefault(one.term(), Set.of()).contains(start + one.position())));
    }

    /** Terms and their positions, of each value apart, since no phrase stretches over two. */
    private List<NavigableMap<String, Set<Integer>>> texts(String field) {
        return cut.computeIfAbsent(field, name -> {
            List<NavigableMap<String, Set<Integer>>> values = new ArrayList<>();
            for (String text : entry.texts().getOrDefault(name, List.of())) {
                NavigableMap<String, Set<Integer>> terms = new TreeMap<>();
                TextTokens.of(text).stream()
                        .filter(TextTokens.Token::kept)
                        .forEach(token -> terms.computeIfAbsent(token.term(), none -> new HashSet<>())
                                .add(token.position()));
                values.add(terms);
            }
            return values;
        });
    }
}
