package io.tradepost.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks a person, one line a question; with {@code --yes} nobody is asked and the usual answer is taken. */
final class Questions {
    private final CommandContext context;
    private final BufferedReader input;
    private final boolean silent;

    Questions(CommandContext context, BufferedReader input, boolean silent) {
        this.context = context;
        this.input = input;
        this.silent = silent;
    }

    /** What was said already, or the answer, or on an empty line the usual one. */
    String text(String question, Optional<String> said, String usual) throws IOException {
        if (said.isPresent() || silent) {
            return said.orElse(usual).strip();
        }
        String answer = ask(context.text(question) + (usual.isEmpty() ? "" : " [" + usual + "]") + ": ");
        return answer.isEmpty() ? usual : answer;
    }

    /** Words parted by commas or spaces; none if nobody is asked. */
    List<String> list(String question) throws IOException {
        if (silent) {
            return List.of();
        }
        return Arrays.stream(ask(context.text(question) + ": ").split("[,\\s，、]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A whole number; asked again until it is one. */
    int number(String question, String about, int usual) throws IOException {
        while (true) {
            String answer = ask(context.text(question, about) + " [" + usual + "]: ");
            if (answer.isEmpty()) {
                return usual;
            }
            if (answer.matches("\\d{1,5}")) {
                return Integer.parseInt(answer);
            }
        }
    }

    /** Yes unless the answer begins with n. */
    boolean yesOrNo(String question) throws IOException {
        return silent
                || !ask(context.text(question) + " ").toLowerCase(Locale.ROOT).startsWith("n");
    }

    /** Typed without being shown where there is a terminal. */
    Optional<String> secret(String question) throws IOException {
        if (silent) {
            return Optional.empty();
        }
        String words = context.text(question) + ": ";
        Optional<String> hidden = context.caller().secretPrompt().apply(words);
        return hidden.isPresent() ? hidden : Optional.of(ask(words));
    }

    private String ask(String words) throws IOException {
        context.err().print(words);
        context.err().flush();
        return Optional.ofNullable(input.readLine())
                .map(String::strip)
                .orElseThrow(() -> new CommandFailure("init.no-answer"));
    }
}
