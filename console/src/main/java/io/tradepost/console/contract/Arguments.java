package io.tradepost.console.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of one request, checked by the contract, its defaults filled in. */
public final class Arguments {
    /** Of an operation that takes none. */
    public static final Arguments NONE = new Arguments(Map.of(), Map.of());

    private final Map<String, String> values;
    private final Map<String, List<String>> lists;

    Arguments(Map<String, String> values, Map<String, List<String>> lists) {
        this.values = Map.copyOf(values);
        this.lists = Map.copyOf(lists);
    }

    /** A parameter that is required or has a default. */
    public String text(String name) {
        return optional(name).orElseThrow(() -> new ContractException("no value and no default for " + name));
    }

    /** A whole number that is required or has a default. */
    public int whole(String name) {
        return Math.toIntExact(Long.parseLong(text(name)));
    }

    /** A list of texts; empty if it is absent. */
    public List<String> texts(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** A parameter that may be absent. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
