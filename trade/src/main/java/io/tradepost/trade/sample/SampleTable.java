package io.tradepost.trade.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A base table of the sample with its rows: strings, dates and times. */
public final class SampleTable {

    private final String name;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    SampleTable(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
    }

    void add(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(name + " has " + columns.size() + " columns, not " + values.length);
        }
        rows.add(List.of(values));
    }

    int size() {
        return rows.size();
    }

    public String name() {
        return name;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return Collections.unmodifiableList(rows);
    }
}
