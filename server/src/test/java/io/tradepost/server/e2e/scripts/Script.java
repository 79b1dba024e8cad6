package io.tradepost.server.e2e.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A session script in the language of James's MPT: {@code C:} what the client says, {@code S:} a regular expression of what
 * the server must answer, {@code SUB {…}} answers in any order, {@code SESSION: n} who does what follows, {@code REINIT} a
 * new connection. {@code WAIT} and {@code AWAIT}, which give an index time to catch up, are passed over: ours needs none.
 */
record Script(String name, List<Step> steps) {
    Script {
        steps = List.copyOf(steps);
    }

    /** Reads a file. */
    static Script read(Path file) {
        try {
            return new Reader(file.getFileName().toString(), Files.readAllLines(file, StandardCharsets.ISO_8859_1))
                    .read();
        } catch (IOException e) {
            throw new UncheckedIOException("the script is missing: " + file, e);
        }
    }

    /** A script that stands in the test. */
    static Script of(String name, String lines) {
        return new Reader(name, lines.lines().toList()).read();
    }

    private static final class Reader {
        private static final String BLOCK = "SUB {";
        private static final String SESSION = "SESSION:";
        private static final List<String> PASSED_OVER = List.of("#", "WAIT", "AWAIT", "TIMER", "LOG");

        private final String name;
        private final Iterator<String> lines;
        private final List<Step> steps = new ArrayList<>();
        private int session = Step.EVERYBODY;
        private int number;

        Reader(String name, List<String> lines) {
            this.name = name;
            this.lines = lines.iterator();
        }

        Script read() {
            while (lines.hasNext()) {
                take(next());
            }
            return new Script(name, steps);
        }

        private String next() {
            number++;
            return lines.next();
        }

        private void take(String line) {
            if (line.equals("S: \\+ Ok")) {
                steps.add(new Step.HearInvitation(session, place()));
            } else if (line.startsWith("C:")) {
                steps.add(new Step.Say(session, content(line)));
            } else if (line.startsWith("S:")) {
                steps.add(new Step.Hear(session, Pattern.compile(content(line)), place()));
            } else if (line.startsWith(BLOCK)) {
                block();
            } else if (line.startsWith(SESSION)) {
                session = Integer.parseInt(line.substring(SESSION.length()).strip());
            } else if (line.startsWith("REINIT")) {
                steps.add(new Step.Reconnect(session));
            } else if (!line.isBlank() && PASSED_OVER.stream().noneMatch(line::startsWith)) {
                throw new IllegalArgumentException(place() + " is no line of a script: " + line);
            }
        }

        private void block() {
            String place = place();
            List<Pattern> wanted = new ArrayList<>();
            for (String line = next(); !line.startsWith("}"); line = next()) {
                if (!line.startsWith("S:")) {
                    throw new IllegalArgumentException(place() + " must be the server's: " + line);
                }
                wanted.add(Pattern.compile(content(line)));
            }
            steps.add(new Step.HearInAnyOrder(session, wanted, place));
        }

        private static String content(String line) {
            return line.length() > 3 ? line.substring(3) : "";
        }

        private String place() {
            return name + ":" + number;
        }
    }
}
