package io.tradepost.server.cli;

import java.util.List;

/** A command can't be done; carries the sentence for the person, who learns what to do about it. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Object> arguments;

    /**
     * With a sentence of the bundle {@code cli.messages}.
     *
     * @param key name of the sentence
     */
    public CommandFailure(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    String key() {
        return key;
    }

    List<Object> arguments() {
        return arguments;
    }
}
