package io.tradepost.server.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A configuration that can't be used, with everything that is wrong with it, not just the first thing. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Of everything that was found.
     *
     * @param problems at least one
     */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(p -> p.text(Locale.ENGLISH)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the configuration. */
    public List<Problem> problems() {
        return problems;
    }

    /** One line for each problem. */
    public String text(Locale locale) {
        return problems.stream().map(p -> p.text(locale)).collect(Collectors.joining("\n"));
    }
}
