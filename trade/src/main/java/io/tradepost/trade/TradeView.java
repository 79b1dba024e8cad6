package io.tradepost.trade;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The five views, which are all that is read of a trade database. {@code trade/VIEWS.md} says what each column means.
 * Columns are listed in the order in which rows are kept; {@code updated_at} stands in every view and is not kept.
 */
enum TradeView {
    CUSTOMER(1, "code", "name", "name_local", "country*", "website", "domain", "status*"),
    CONTACT(2, "customer_code*", "email", "name"),
    ORDER(3, "number", "customer_code*", "kind*", "ordered_on*", "status*", "currency*", "amount", "owner_email*"),
    REFERENCE(4, "kind*", "number", "order_number", "customer_code*"),
    OWNER(2, "customer_code*", "owner_email*");

    /** Longest value kept, in characters. */
    static final int MAX_VALUE = 500;

    private final int keyColumns;
    private final ImmutableList<String> columns;
    private final ImmutableList<Boolean> coded;

    /**
     * @param keyColumns how many of the first columns identify a row
     * @param columns    names; a star marks a column whose values repeat
     */
    TradeView(int keyColumns, String... columns) {
        this.keyColumns = keyColumns;
        this.columns = Arrays.stream(columns).map(c -> c.replace("*", "")).collect(ImmutableList.toImmutableList());
        this.coded = Arrays.stream(columns).map(c -> c.endsWith("*")).collect(ImmutableList.toImmutableList());
    }

    /** The view's name in SQL, {@code tp_customer} and so on. */
    String sqlName() {
        return "tp_" + name().toLowerCase(Locale.ROOT);
    }

    List<String> columns() {
        return columns;
    }

    int keyColumns() {
        return keyColumns;
    }

    boolean isCoded(int column) {
        return coded.get(column);
    }

    /** @param from the view's name, or a query in its place */
    String selectAll(String from) {
        return "SELECT " + String.join(", ", columns) + ", updated_at FROM " + from;
    }

    /** @param from the view's name, or a query in its place */
    String count(String from) {
        return "SELECT COUNT(*) FROM " + from;
    }
}
