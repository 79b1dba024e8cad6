package io.tradepost.console.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The header in which a reader says what for. */
final class Purposes {
    static final String HEADER = "X-Purpose";
    private static final int LONGEST = 500;

    private Purposes() {}

    /**
     * What it says; percent-encoded UTF-8, since headers carry ASCII. Empty if it is not there.
     *
     * @throws ProblemException if it is too long or its encoding is broken
     */
    static String of(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            String said = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
            if (said.length() <= LONGEST && said.chars().noneMatch(Character::isISOControl)) {
                return said;
            }
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        throw refused(new IllegalArgumentException("too long, or control characters"));
    }

    private static ProblemException refused(IllegalArgumentException why) {
        ProblemException refused = Problem.of(Problem.Kind.INVALID_PARAMETER, "rule.pattern", HEADER)
                .with("parameter", HEADER)
                .asException();
        refused.addSuppressed(why);
        return refused;
    }
}
