package io.tradepost.archive.search;

import io.tradepost.archive.QueryException;
import io.tradepost.archive.mime.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a query as understood into one that an index runs. */
final class QueryCompiler {
    private static final List<String> ANYWHERE =
            List.of(Fields.SUBJECT, Fields.BODY, Fields.ATTACHMENT, Fields.PARTICIPANT);
    private static final int MOST_ADJACENT = 4;
    private static final int LONGEST_JOINED = 32;

    private final String query;

    QueryCompiler(String query) {
        this.query = query;
    }

    /** The index's query. */
    IndexQuery compile(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything all -> new IndexQuery.Everything();
            case QueryNode.And and -> and(and.parts());
            case QueryNode.Or or ->
                IndexQuery.any(or.parts().stream().map(this::compile).toList());
            case QueryNode.Not not -> new IndexQuery.All(List.of(), List.of(compile(not.part())));
            case QueryNode.Range range ->
                new IndexQuery.Range(
                        range.field() == QueryField.SIZE ? Fields.SIZE : Fields.TIME, range.from(), range.to());
            case QueryNode.Keyword keyword -> term(keyword.field().word(), keyword.value());
            case QueryNode.Words words -> words(words);
        };
    }

    private IndexQuery and(List<QueryNode> parts) {
        List<IndexQuery> must = new ArrayList<>();
        List<IndexQuery> mustNot = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int behind = numberRun(parts, i);
            if (behind > i + 1) {
                must.add(numberRun(parts.subList(i, behind)));
                i = behind - 1;
            } else if (parts.get(i) instanceof QueryNode.Not not) {
                mustNot.add(compile(not.part()));
            } else {
                must.add(compile(parts.get(i)));
            }
        }
        return new IndexQuery.All(must, mustNot);
    }

    /** End of a run of plain words from here on that may be one number written with spaces: {@code SO 2024 00123}. */
    private static int numberRun(List<QueryNode> parts, int from) {
        int end = from;
        QueryField field = QueryField.ANY;
        int digits = 0;
        while (end < parts.size() && end - from < MOST_ADJACENT) {
            if (!(parts.get(end) instanceof QueryNode.Words words) || words.quoted() || words.prefix()) {
                break;
            }
            boolean same = end == from || words.field() == field;
            boolean digit = words.words().chars().anyMatch(Character::isDigit);
            boolean first = end == from;
            if (!same
                    || !textual(words.field())
                    || (!first && !digit)
                    || words.words().length() > LONGEST_JOINED) {
                break;
            }
            field = words.field();
            digits += digit ? 1 : 0;
            end++;
        }
        return digits == 0 ? from : end;
    }

    private IndexQuery numberRun(List<QueryNode> run) {
        StringBuilder joined = new StringBuilder();
        List<IndexQuery> each = new ArrayList<>();
        QueryField field = QueryField.ANY;
        for (QueryNode node : run) {
            QueryNode.Words words = (QueryNode.Words) node;
            field = words.field();
            joined.append(EntryMaker.key(words.words()));
            each.add(compile(node));
        }
        IndexQuery all = new IndexQuery.All(each, List.of());
        if (joined.length() > LONGEST_JOINED) {
            return all;
        }
        List<IndexQuery> either = new ArrayList<>(List.of(all));
        fieldsOf(field).forEach(name -> either.add(joined(name, joined.toString())));
        return IndexQuery.any(either);
    }

    private static boolean textual(QueryField field) {
        return switch (field) {
            case ANY, SUBJECT, BODY, ATTACHMENT, FILENAME -> true;
            default -> false;
        };
    }

    private static List<String> fieldsOf(QueryField field) {
        return field == QueryField.ANY ? ANYWHERE : List.of(field.word());
    }

    private IndexQuery words(QueryNode.Words words) {
        String field = words.field().word();
        return switch (words.field()) {
            case DOMAIN -> term(Fields.PARTICIPANT + Fields.EXACT, "@" + domain(words.words()));
            case CUSTOMER, ORDER, HOLD -> {
                String key = EntryMaker.key(words.words());
                yield words.prefix() ? new IndexQuery.Prefix(field, key) : term(field, key);
            }
            case ID -> id(words.words());
            case FROM, TO, CC, BCC, PARTICIPANT, ACCOUNT -> person(words);
            default -> text(words);
        };
    }

    private static String domain(String typed) {
        String address = EntryMaker.address(typed);
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static IndexQuery id(String typed) {
        String plain = typed.strip();
        String bracketed = plain.startsWith("<") ? plain : "<" + plain + ">";
        return IndexQuery.any(List.of(
                term(Fields.ID, plain.toUpperCase(Locale.ROOT)),
                term(Fields.MESSAGE_ID, EntryMaker.bounded(bracketed)),
                term(Fields.MESSAGE_ID, EntryMaker.bounded(plain))));
    }

    /** A whole address, or {@code @domain}, is looked up whole; anything else is words in names and addresses. */
    private IndexQuery person(QueryNode.Words words) {
        String address = EntryMaker.address(words.words());
        int at = address.indexOf('@');
        boolean whole = at >= 0 && at < address.length() - 1 && address.indexOf(' ') < 0;
        if (!whole) {
            return text(words);
        }
        String field = words.field().word() + Fields.EXACT;
        return words.prefix() ? new IndexQuery.Prefix(field, address) : term(field, address);
    }

    private IndexQuery text(QueryNode.Words words) {
        List<TextTokens.Token> tokens = TextTokens.of(CleanText.of(words.words()));
        if (tokens.isEmpty()) {
            throw new QueryException(
                    query,
                    words.position(),
                    "'" + words.words() + "' has no letter and no digit, and signs are not searched; add a word");
        }
        return IndexQuery.any(fieldsOf(words.field()).stream()
                .map(field -> words.prefix() ? prefix(field, tokens) : phrase(field, tokens))
                .toList());
    }

    /** The parts in this order, or, for a number with separators, its joined form. */
    private static IndexQuery phrase(String field, List<TextTokens.Token> tokens) {
        List<TextTokens.Token> parts = TermSequence.of(tokens);
        TextTokens.Token first = parts.getFirst();
        if (parts.size() == 1) {
            // Inside a run a character is not kept by itself, but begins a pair.
            return first.kind() == TextTokens.Kind.CHARACTER
                    ? new IndexQuery.Prefix(field, first.term())
                    : term(field, first.term());
        }
        IndexQuery phrase = new IndexQuery.Phrase(field, placed(parts));
        return TermSequence.joinedWhole(tokens)
                .map(joined -> IndexQuery.any(List.of(phrase, joined(field, joined))))
                .orElse(phrase);
    }

    /** A joined form: as a term, or as the parts that it is cut into, where the text joins nothing else. */
    private static IndexQuery joined(String field, String joined) {
        List<TextTokens.Token> parts = TermSequence.of(TextTokens.of(joined));
        return parts.size() < 2
                ? term(field, joined)
                : IndexQuery.any(List.of(term(field, joined), new IndexQuery.Phrase(field, placed(parts))));
    }

    private static IndexQuery prefix(String field, List<TextTokens.Token> tokens) {
        List<TextTokens.Token> typed = TermSequence.of(tokens);
        String whole = TermSequence.joinedWhole(tokens)
                .orElse(typed.size() == 1 ? typed.getFirst().term() : "");
        if (whole.isEmpty()) {
            return phrase(field, tokens);
        }
        IndexQuery begins = new IndexQuery.Prefix(field, whole);
        List<TextTokens.Token> parts = TermSequence.of(TextTokens.of(whole));
        return parts.size() < 2
                ? begins
                : IndexQuery.any(List.of(begins, new IndexQuery.PhraseBeginning(field, placed(parts))));
    }

    private static List<IndexQuery.Placed> placed(List<TextTokens.Token> parts) {
        int first = parts.getFirst().position();
        return parts.stream()
                .map(part -> new IndexQuery.Placed(part.term(), part.position() - first))
                .toList();
    }

    private static IndexQuery term(String field, String value) {
        return new IndexQuery.Term(field, value);
    }
}
