package io.tradepost.server.e2e.scripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code imap-scripts.txt}: a script in a setting.
 *
 * @param cannot where and why it can't pass, if it can't
 */
record Part(Setting setting, String script, Optional<Failure> cannot) {
    private static final Pattern FAILURE = Pattern.compile("line (\\d+): (.+)");

    /**
     * How a script fails that can't pass.
     *
     * @param line   of the script, which the server does not answer as it wants
     * @param reason that this is so
     */
    record Failure(int line, String reason) {
        static Failure parse(String text) {
            Matcher parts = FAILURE.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not 'line N: why': " + text);
            }
            return new Failure(Integer.parseInt(parts.group(1)), parts.group(2));
        }
    }

    /** All of them. */
    static List<Part> all() {
        try (InputStream in = Part.class.getResourceAsStream("imap-scripts.txt")) {
            if (in == null) {
                throw new AssertionError("imap-scripts.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Part::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part parse(String line) {
        String[] parts = line.split("\\s+", 3);
        return new Part(
                Setting.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                parts[1],
                parts.length > 2 ? Optional.of(Failure.parse(parts[2])) : Optional.empty());
    }

    /** How long the server may take for a line; nobody waits long for one that will not come. */
    Duration patience() {
        return cannot.isPresent() ? Duration.ofSeconds(2) : Duration.ofSeconds(60);
    }

    @Override
    public String toString() {
        return script + " " + setting.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
