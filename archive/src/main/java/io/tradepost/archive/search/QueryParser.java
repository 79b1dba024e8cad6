package io.tradepost.archive.search;

import io.tradepost.archive.QueryException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the query language: words, {@code "quoted words"}, {@code field:value}, {@code field:(…)}, {@code AND OR NOT -},
 * brackets; words side by side must all be there. Full-width colon, quotes and brackets mean the same as the others.
 */
final class QueryParser {
    /** Longest query, in characters. */
    static final int LONGEST = 4096;
    /** Deepest nesting of brackets and NOTs. */
    static final int DEEPEST = 30;
    /** Most words and conditions. */
    static final int MOST_CLAUSES = 200;

    private static final String SPECIAL = "\"“”()（）";

    private final String query;
    private final QueryValues values;
    private int at;
    private int depth;
    private int clauses;

    private QueryParser(String query, ZoneId zone) {
        this.query = query;
        this.values = new QueryValues(query, zone);
    }

    /** Understands a query; dates are days of this zone. */
    static QueryNode parse(String query, ZoneId zone) {
        if (query.length() > LONGEST) {
            throw new QueryException(
                    query.substring(0, LONGEST),
                    LONGEST,
                    "the query is longer than " + LONGEST + " characters; shorten it");
        }
        QueryParser parser = new QueryParser(query, zone);
        parser.skipSpace();
        if (parser.atEnd()) {
            return new QueryNode.Everything();
        }
        QueryNode node = parser.or(QueryField.ANY);
        if (!parser.atEnd()) {
            throw parser.error(parser.at, "this bracket closes nothing; remove it, or open one before");
        }
        return node;
    }

    private QueryNode or(QueryField field) {
        List<QueryNode> parts = new ArrayList<>();
        parts.add(and(field));
        while (keyword("OR")) {
            int position = at;
            at += 2;
            skipSpace();
            needOperand(position, "OR");
            parts.add(and(field));
        }
        return parts.size() == 1 ? parts.getFirst() : new QueryNode.Or(parts);
    }

    private QueryNode and(QueryField field) {
        List<QueryNode> parts = new ArrayList<>();
        needOperand(at, "");
        parts.add(unary(field));
        while (!atEnd() && !closing() && !keyword("OR")) {
            if (keyword("AND")) {
                int position = at;
                at += 3;
                skipSpace();
                needOperand(position, "AND");
            }
            parts.add(unary(field));
        }
        return parts.size() == 1 ? parts.getFirst() : new QueryNode.And(parts);
    }

    private void needOperand(int position, String operator) {
        if (atEnd() || closing() || keyword("OR") || keyword("AND")) {
            throw operator.isEmpty()
                    ? error(at, "something to search for is missing here")
                    : error(
                            position,
                            "there is nothing behind " + operator + "; add a word, or put \"" + operator
                                    + "\" in quotes if you mean the word");
        }
    }

    private QueryNode unary(QueryField field) {
        if (++depth > DEEPEST) {
            throw error(at, "more than " + DEEPEST + " levels of brackets; make the query simpler");
        }
        try {
            int position = at;
            if (keyword("NOT")) {
                at += 3;
                skipSpace();
                needOperand(position, "NOT");
                return new QueryNode.Not(unary(field));
            }
            if (peek() == '-' && at + 1 < query.length() && !Character.isWhitespace(query.charAt(at + 1))) {
                at++;
                return new QueryNode.Not(unary(field));
            }
            return primary(field);
        } finally {
            depth--;
        }
    }

    private QueryNode primary(QueryField field) {
        if (++clauses > MOST_CLAUSES) {
            throw error(at, "more than " + MOST_CLAUSES + " words and conditions; make the query simpler");
        }
        if (opening()) {
            int open = at++;
            skipSpace();
            if (closing()) {
                throw error(open, "nothing stands in these brackets; remove them");
            }
            QueryNode inside = or(field);
            if (!closing()) {
                throw error(open, "this bracket is never closed; add ')'");
            }
            at++;
            skipSpace();
            return inside;
        }
        if (quote()) {
            return quoted(field);
        }
        return fieldOrWord(field);
    }

    private QueryNode quoted(QueryField field) {
        int open = at++;
        int from = at;
        while (!atEnd() && !quote()) {
            at++;
        }
        if (atEnd()) {
            throw error(open, "this quote is never closed; add '\"'");
        }
        String words = query.substring(from, at++);
        skipSpace();
        return value(field, words, from, true);
    }

    private QueryNode fieldOrWord(QueryField outer) {
        int from = at;
        int colon = -1;
        while (!atEnd() && !Character.isWhitespace(peek()) && SPECIAL.indexOf(peek()) < 0) {
            if (colon < 0 && (peek() == ':' || peek() == '：')) {
                colon = at;
                if (at > from && fieldBefore(from, colon).isPresent()) {
                    break;
                }
            }
            at++;
        }
        if (colon > from) {
            Optional<QueryField> field = fieldBefore(from, colon);
            if (field.isPresent()) {
                at = colon + 1;
                return fieldValue(field.get(), from);
            }
            unknownField(from, colon);
        }
        String word = query.substring(from, at);
        skipSpace();
        return value(outer, word, from, false);
    }

    private Optional<QueryField> fieldBefore(int from, int colon) {
        return QueryField.of(query.substring(from, colon));
    }

    /** A word, a colon and more: a field that there is not, unless it is an address of the web, a time or the like. */
    private void unknownField(int from, int colon) {
        String name = query.substring(from, colon);
        boolean fieldLike = name.length() >= 2
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                && !query.startsWith("//", colon + 1);
        if (fieldLike) {
            String hint = QueryField.nearest(name)
                    .map(near -> ", did you mean '" + near.word() + ":'?")
                    .orElse("; put it in quotes if you mean the text itself");
            throw error(from, "unknown field '" + name + ":'" + hint);
        }
    }

    private QueryNode fieldValue(QueryField field, int fieldAt) {
        skipSpace();
        if (atEnd() || closing() || keyword("OR") || keyword("AND")) {
            throw error(fieldAt, "nothing stands behind '" + field.word() + ":'; add what to look for");
        }
        if (opening()) {
            return primary(field);
        }
        if (quote()) {
            return quoted(field);
        }
        int from = at;
        while (!atEnd() && !Character.isWhitespace(peek()) && SPECIAL.indexOf(peek()) < 0) {
            at++;
        }
        String word = query.substring(from, at);
        skipSpace();
        return value(field, word, from, false);
    }

    private QueryNode value(QueryField field, String words, int position, boolean quoted) {
        if (QueryValues.reads(field)) {
            return values.read(field, words.strip(), position);
        }
        boolean prefix = !quoted && words.endsWith("*") && words.length() > 1;
        String text = prefix ? words.substring(0, words.length() - 1) : words;
        if (prefix && Folding.fold(text).length() < 2) {
            throw error(position, "a word that ends in '*' must begin with two letters or digits");
        }
        return new QueryNode.Words(field, text, quoted, prefix, position);
    }

    private boolean keyword(String word) {
        int end = at + word.length();
        return query.startsWith(word, at)
                && (end == query.length()
                        || Character.isWhitespace(query.charAt(end))
                        || SPECIAL.indexOf(query.charAt(end)) >= 0);
    }

    private boolean opening() {
        return !atEnd() && (peek() == '(' || peek() == '（');
    }

    private boolean closing() {
        return !atEnd() && (peek() == ')' || peek() == '）');
    }

    private boolean quote() {
        return !atEnd() && (peek() == '"' || peek() == '“' || peek() == '”');
    }

    private char peek() {
        return query.charAt(at);
    }

    private boolean atEnd() {
        return at >= query.length();
    }

    private void skipSpace() {
        while (!atEnd() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    private QueryException error(int position, String message) {
        return new QueryException(query, position, message);
    }
}
