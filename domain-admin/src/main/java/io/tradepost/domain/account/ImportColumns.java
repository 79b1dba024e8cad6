package io.tradepost.domain.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The header of a file to import: which value of a row is what. */
record ImportColumns(List<Column> order) {
    /** A column, known by its English or its Chinese title. */
    enum Column {
        NAME("姓名"),
        DOMAIN("域名"),
        ROLE("角色"),
        DEPARTMENT("部门"),
        ADDRESS("地址");

        private final String chinese;

        Column(String chinese) {
            this.chinese = chinese;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Column> titled(String title) {
            return Stream.of(values())
                    .filter(each -> each.word().equalsIgnoreCase(title) || each.chinese.equals(title))
                    .findFirst();
        }

        static List<String> words() {
            return Stream.of(values()).map(Column::word).toList();
        }
    }

    /** Reads the header; what is wrong with it is added to the problems. */
    static Optional<ImportColumns> read(AccountCsv.Row header, List<ImportProblem> problems) {
        List<Column> columns = new ArrayList<>();
        int before = problems.size();
        for (String title : header.values()) {
            Optional<Column> column = Column.titled(title);
            if (column.isEmpty()) {
                problems.add(Spelling.nearest(title, Column.words())
                        .map(meant -> ImportProblem.of(header.line(), "account.csv.column.meant", title, meant))
                        .orElseGet(() -> ImportProblem.of(
                                header.line(), "account.csv.column", title, String.join(", ", Column.words()))));
            } else if (columns.contains(column.get())) {
                problems.add(ImportProblem.of(header.line(), "account.csv.column.twice", title));
            } else {
                columns.add(column.get());
            }
        }
        if (problems.size() == before && !columns.contains(Column.NAME)) {
            problems.add(ImportProblem.of(header.line(), "account.csv.column.name"));
        }
        return problems.size() == before ? Optional.of(new ImportColumns(List.copyOf(columns))) : Optional.empty();
    }

    /** The value of a row under a column, or nothing written. */
    String value(AccountCsv.Row row, Column column) {
        int index = order.indexOf(column);
        return index >= 0 && index < row.values().size() ? row.values().get(index) : "";
    }
}
