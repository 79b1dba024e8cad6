package io.tradepost.domain.account;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of comma-separated values (RFC 4180), each row with the line it begins on. Semicolons and tabs part values as
 * well if the first line has more of them than commas: spreadsheets of some countries write so.
 *
 * @param encoding the file was read in
 */
record AccountCsv(List<Row> rows, List<ImportProblem> problems, String encoding) {
    /** Values without surrounding white space. */
    record Row(int line, List<String> values) {}

    static final int MOST_BYTES = 8 << 20;

    static AccountCsv read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw AccountException.invalid("account.csv.large", MOST_BYTES >> 20);
        }
        CsvText text = CsvText.decode(bytes);
        Reader reader = new Reader(text.text());
        reader.readAll();
        return new AccountCsv(reader.rows, reader.problems, text.encoding());
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    /** One pass over the text, a character at a time. */
    private static final class Reader {
        private final String text;
        private final char separator;
        private final List<Row> rows = new ArrayList<>();
        private final List<ImportProblem> problems = new ArrayList<>();
        private List<String> values = new ArrayList<>();
        private int at;
        private int line = 1;

        Reader(String text) {
            this.text = text;
            this.separator = separator(text);
        }

        void readAll() {
            while (at < text.length()) {
                int begin = line;
                readRow();
                // A line of nothing but separators is how spreadsheets save an empty row.
                if (values.stream().anyMatch(value -> !value.isEmpty())) {
                    rows.add(new Row(begin, List.copyOf(values)));
                }
                values = new ArrayList<>();
            }
        }

        private void readRow() {
            while (true) {
                values.add(readValue().strip());
                if (at >= text.length()) {
                    return;
                }
                char next = text.charAt(at++);
                if (next == '\n') {
                    line++;
                    return;
                }
            }
        }

        private String readValue() {
            int begin = at;
            while (begin < text.length() && text.charAt(begin) == ' ') {
                begin++;
            }
            return begin < text.length() && text.charAt(begin) == '"' ? readQuoted(begin + 1) : readPlain();
        }

        private String readPlain() {
            int begin = at;
            while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
                at++;
            }
            return text.substring(begin, at);
        }

        private String readQuoted(int begin) {
            int opened = line;
            StringBuilder value = new StringBuilder();
            at = begin;
            while (at < text.length()) {
                char character = text.charAt(at++);
                if (character == '"') {
                    if (at < text.length() && text.charAt(at) == '"') {
                        value.append('"');
                        at++;
                    } else {
                        // What follows the closing quote up to the separator belongs to the value too, as typed.
                        return value.append(readPlain()).toString();
                    }
                } else {
                    line += character == '\n' ? 1 : 0;
                    value.append(character);
                }
            }
            problems.add(ImportProblem.of(opened, "account.csv.quote"));
            return value.toString();
        }
    }
}
