package io.tradepost.archive.search;

import io.tradepost.archive.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns a query as understood into one that Lucene runs. */
final class QueryCompiler {
    private static final List<String> ANYWHERE =
            List.of(Fields.SUBJECT, Fields.BODY, Fields.ATTACHMENT, Fields.PARTICIPANT);
    private static final int MOST_ADJACENT = 4;
    private static final int LONGEST_JOINED = 32;

    private final String query;

    QueryCompiler(String query) {
        this.query = query;
    }

    /** The Lucene query; it filters and does not rank. */
    Query compile(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything all -> new MatchAllDocsQuery();
            case QueryNode.And and -> and(and.parts());
            case QueryNode.Or or -> any(or.parts().stream().map(this::compile).toList());
            case QueryNode.Not not ->
                new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), Occur.FILTER)
                        .add(compile(not.part()), Occur.MUST_NOT)
                        .build();
            case QueryNode.Range range ->
                LongPoint.newRangeQuery(
                        range.field() == QueryField.SIZE ? Fields.SIZE : Fields.TIME, range.from(), range.to());
            case QueryNode.Keyword keyword -> term(keyword.field().word(), keyword.value());
            case QueryNode.Words words -> words(words);
        };
    }

    private Query and(List<QueryNode> parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean positive = false;
        for (int i = 0; i < parts.size(); i++) {
            int behind = numberRun(parts, i);
            if (behind > i + 1) {
                all.add(numberRun(parts.subList(i, behind)), Occur.FILTER);
                positive = true;
                i = behind - 1;
            } else if (parts.get(i) instanceof QueryNode.Not not) {
                all.add(compile(not.part()), Occur.MUST_NOT);
            } else {
                all.add(compile(parts.get(i)), Occur.FILTER);
                positive = true;
            }
        }
        if (!positive) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        return all.build();
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

    private Query numberRun(List<QueryNode> run) {
        StringBuilder joined = new StringBuilder();
        BooleanQuery.Builder each = new BooleanQuery.Builder();
        QueryField field = QueryField.ANY;
        for (QueryNode node : run) {
            QueryNode.Words words = (QueryNode.Words) node;
            field = words.field();
            joined.append(IndexDocument.key(words.words()));
            each.add(compile(node), Occur.FILTER);
        }
        if (joined.length() > LONGEST_JOINED) {
            return each.build();
        }
        List<Query> either = new ArrayList<>(List.of(each.build()));
        fieldsOf(field).forEach(name -> either.add(term(name, joined.toString())));
        return any(either);
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

    private Query words(QueryNode.Words words) {
        return switch (words.field()) {
            case DOMAIN -> term(Fields.PARTICIPANT + Fields.EXACT, "@" + domain(words.words()));
            case CUSTOMER, ORDER ->
                words.prefix()
                        ? new PrefixQuery(new Term(words.field().word(), IndexDocument.key(words.words())))
                        : term(words.field().word(), IndexDocument.key(words.words()));
            case ID -> id(words.words());
            case FROM, TO, CC, BCC, PARTICIPANT, ACCOUNT -> person(words);
            default -> text(words);
        };
    }

    private static String domain(String typed) {
        String address = IndexDocument.address(typed);
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Query id(String typed) {
        String plain = typed.strip();
        String bracketed = plain.startsWith("<") ? plain : "<" + plain + ">";
        return any(List.of(
                term(Fields.ID, plain.toUpperCase(Locale.ROOT)),
                term(Fields.MESSAGE_ID, IndexDocument.bounded(bracketed)),
                term(Fields.MESSAGE_ID, IndexDocument.bounded(plain))));
    }

    /** A whole address, or {@code @domain}, is looked up whole; anything else is words in names and addresses. */
    private Query person(QueryNode.Words words) {
        String address = IndexDocument.address(words.words());
        int at = address.indexOf('@');
        boolean whole = at >= 0 && at < address.length() - 1 && address.indexOf(' ') < 0;
        if (!whole) {
            return text(words);
        }
        String field = words.field().word() + Fields.EXACT;
        return words.prefix() ? new PrefixQuery(new Term(field, address)) : term(field, address);
    }

    private Query text(QueryNode.Words words) {
        List<TextTokens.Token> tokens = TextTokens.of(io.tradepost.archive.mime.CleanText.of(words.words()));
        if (tokens.isEmpty()) {
            throw new QueryException(
                    query,
                    words.position(),
                    "'" + words.words() + "' has no letter and no digit, and signs are not searched; add a word");
        }
        return any(fieldsOf(words.field()).stream()
                .map(field -> words.prefix() ? prefix(field, tokens) : phrase(field, tokens))
                .toList());
    }

    /** The parts in this order, or, for a number with separators, its joined form. */
    private static Query phrase(String field, List<TextTokens.Token> tokens) {
        List<TextTokens.Token> parts = TermSequence.of(tokens);
        if (parts.size() == 1) {
            return term(field, parts.getFirst().term());
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int first = parts.getFirst().position();
        parts.forEach(part -> phrase.add(new Term(field, part.term()), part.position() - first));
        List<Query> either = new ArrayList<>(List.of(phrase.build()));
        TermSequence.joinedWhole(tokens).ifPresent(joined -> either.add(term(field, joined)));
        return any(either);
    }

    private static Query prefix(String field, List<TextTokens.Token> tokens) {
        List<TextTokens.Token> parts = TermSequence.of(tokens);
        String whole = TermSequence.joinedWhole(tokens)
                .orElse(parts.size() == 1 ? parts.getFirst().term() : "");
        return whole.isEmpty() ? phrase(field, tokens) : new PrefixQuery(new Term(field, whole));
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query any(List<Query> queries) {
        if (queries.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return new ConstantScoreQuery(any.build());
    }
}
