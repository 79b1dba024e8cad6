package io.tradepost.server.e2e.scripts;

import io.tradepost.server.e2e.kit.RawImap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Plays scripts over real connections, one for each session that they name. */
final class Performance implements AutoCloseable {
    /** What James's suite takes every server's greeting for; its scripts hear it as the first line. */
    private static final String GREETING = "* OK IMAP4rev1 Server ready";

    private final int port;
    private final Duration patience;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();

    /** A connection, with the greeting still to be heard. */
    private static final class Line {
        private RawImap imap;
        private boolean greeted;

        Line(RawImap imap) {
            this.imap = imap;
        }

        String hear(String place) {
            if (!greeted) {
                greeted = true;
                return GREETING;
            }
            try {
                return imap.line();
            } catch (AssertionError silence) {
                throw new AssertionError(place + ": " + silence.getMessage(), silence);
            }
        }
    }

    private Performance(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** Plays them one after the other on the same connections; the sessions of all are open from the beginning. */
    static void play(int port, Duration patience, List<Script> scripts) {
        try (Performance performance = new Performance(port, patience)) {
            IntStream named = scripts.stream()
                    .flatMap(script -> script.steps().stream())
                    .mapToInt(Step::session)
                    .filter(session -> session != Step.EVERYBODY)
                    .distinct();
            named.forEach(performance::open);
            if (performance.lines.isEmpty()) {
                performance.open(0);
            }
            scripts.stream().flatMap(script -> script.steps().stream()).forEach(performance::play);
        }
    }

    private void open(int session) {
        lines.put(session, new Line(RawImap.connectTls(port).patience(patience)));
    }

    private void play(Step step) {
        List<Line> who =
                step.session() == Step.EVERYBODY ? List.copyOf(lines.values()) : List.of(lines.get(step.session()));
        who.forEach(line -> play(line, step));
    }

    private void play(Line line, Step step) {
        switch (step) {
            case Step.Say say -> line.imap.say(say.line() + "\r\n");
            case Step.Hear hear -> {
                String heard = line.hear(hear.place());
                if (!hear.line().matcher(heard).matches()) {
                    throw new AssertionError(hear.place() + " wants " + hear.line() + "\nbut the server says " + heard);
                }
            }
            case Step.HearInAnyOrder block -> hearAll(line, block);
            case Step.HearInvitation invitation -> {
                String heard = line.hear(invitation.place());
                if (!heard.startsWith("+")) {
                    throw new AssertionError(invitation.place() + " wants to be invited\nbut the server says " + heard);
                }
            }
            case Step.Reconnect again -> {
                line.imap.close();
                line.imap = RawImap.connectTls(port).patience(patience);
            }
        }
    }

    private static void hearAll(Line line, Step.HearInAnyOrder block) {
        List<Pattern> wanted = new ArrayList<>(block.lines());
        while (!wanted.isEmpty()) {
            String heard = line.hear(block.place());
            Pattern met = wanted.stream()
                    .filter(pattern -> pattern.matcher(heard).matches())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            block.place() + " wants one of " + wanted + "\nbut the server says " + heard));
            wanted.remove(met);
        }
    }

    @Override
    public void close() {
        lines.values().forEach(line -> line.imap.close());
    }
}
