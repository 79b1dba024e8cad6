package io.tradepost.archive.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A standing query, ready to be tried.
 *
 * @param name  of the hold
 * @param exact finds what meets it
 * @param wide  finds at least what meets it under any links that it may ever have had
 */
record Mark(String name, IndexQuery exact, IndexQuery wide) {
    static Mark of(StandingQueries.StandingQuery standing, ZoneId zone) {
        String query = standing.query();
        IndexQuery exact = new QueryCompiler(query).compile(QueryParser.parse(query, zone));
        return new Mark(standing.name(), exact, whateverTheLinks(exact, true));
    }

    /** The label of what meets it. */
    String label() {
        return EntryMaker.HOLD + name;
    }

    /** What finds everything that carries its name, or one that is looked up the same way. */
    static IndexQuery carriers(String name) {
        return new IndexQuery.Term(Fields.HOLD, EntryMaker.key(name));
    }

    /** Whether what meets it depends on links. */
    boolean asksForLinks() {
        return !exact.equals(wide);
    }

    /** Finds what may meet it: by the newest links, or by others that the message had before. */
    IndexQuery candidates() {
        if (!asksForLinks()) {
            return exact;
        }
        List<IndexQuery> changed = new ArrayList<>(List.of(new IndexQuery.Term(Fields.HAS, Fields.RELINKED)));
        if (rulesLinksOut(exact, true)) {
            // It had none when it came.
            changed.add(new IndexQuery.Term(Fields.TAG, "linked"));
            changed.add(new IndexQuery.Term(Fields.TAG, "review"));
        }
        return IndexQuery.any(List.of(exact, new IndexQuery.All(List.of(wide, IndexQuery.any(changed)), List.of())));
    }

    private static boolean rulesLinksOut(IndexQuery query, boolean positive) {
        return switch (query) {
            case IndexQuery.Term term -> !positive && ofLinks(term.field());
            case IndexQuery.Prefix prefix -> !positive && ofLinks(prefix.field());
            case IndexQuery.All all ->
                all.must().stream().anyMatch(part -> rulesLinksOut(part, positive))
                        || all.mustNot().stream().anyMatch(part -> rulesLinksOut(part, !positive));
            case IndexQuery.Any any -> any.parts().stream().anyMatch(part -> rulesLinksOut(part, positive));
            default -> false;
        };
    }

    /** Conditions on links count as met where that lets more through, and as not met where they are ruled out. */
    private static IndexQuery whateverTheLinks(IndexQuery query, boolean positive) {
        return switch (query) {
            case IndexQuery.Term term -> ofLinks(term.field()) ? anything(positive) : term;
            case IndexQuery.Prefix prefix -> ofLinks(prefix.field()) ? anything(positive) : prefix;
            case IndexQuery.All all ->
                new IndexQuery.All(
                        all.must().stream()
                                .map(part -> whateverTheLinks(part, positive))
                                .toList(),
                        all.mustNot().stream()
                                .map(part -> whateverTheLinks(part, !positive))
                                .toList());
            case IndexQuery.Any any ->
                IndexQuery.any(any.parts().stream()
                        .map(part -> whateverTheLinks(part, positive))
                        .toList());
            default -> query;
        };
    }

    private static IndexQuery anything(boolean positive) {
        return positive ? new IndexQuery.Everything() : new IndexQuery.Nothing();
    }

    private static boolean ofLinks(String field) {
        return field.equals(Fields.CUSTOMER) || field.equals(Fields.ORDER) || field.equals(Fields.TAG);
    }
}
