package io.tradepost.server.cli;

import io.tradepost.server.config.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of our two languages to speak: {@code --lang}, else {@code TRADEPOST_LANG}, else the terminal's. */
final class Languages {
    private Languages() {}

    static Locale choose(List<String> arguments, Map<String, String> environment) {
        // Looked up before parsing: the messages about wrong arguments need a language too.
        Optional<String> asked = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--lang=")) {
                asked = Optional.of(argument.substring("--lang=".length()));
            } else if (argument.equals("--lang") && i + 1 < arguments.size()) {
                asked = Optional.of(arguments.get(i + 1));
            }
        }
        // The order in which POSIX programs look (POSIX.1-2017, XBD section 8.2).
        return Stream.concat(
                        asked.stream(),
                        Stream.of("TRADEPOST_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                                .map(name -> environment.getOrDefault(name, "")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(Languages::parse)
                .orElse(Locale.ENGLISH);
    }

    /** {@code zh}, {@code zh-CN} and {@code zh_CN.UTF-8} are all Chinese. */
    static Locale parse(String text) {
        String tag = text.replace('_', '-').replaceAll("[.@].*", "");
        return Wording.supported(Locale.forLanguageTag(tag));
    }
}
