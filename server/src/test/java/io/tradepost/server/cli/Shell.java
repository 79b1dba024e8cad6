package io.tradepost.server.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A person at a terminal, without the terminal: runs commands as the program would and keeps what they print. */
final class Shell {
    private final Path folder;
    private final Locale locale;

    Shell(Path folder, Locale locale) {
        this.folder = folder;
        this.locale = locale;
    }

    /** What a command did. Never compared as a whole. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(int code, byte[] bytes, String err) {
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Outcome run(String... arguments) {
        return typing("", arguments);
    }

    Outcome typing(String input, String... arguments) {
        return run(input.getBytes(StandardCharsets.UTF_8), Map.of(), arguments);
    }

    Outcome with(Map<String, String> environment, String... arguments) {
        return run(new byte[0], environment, arguments);
    }

    private Outcome run(byte[] input, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Caller caller = new Caller(
                List.of(arguments),
                folder,
                environment,
                locale,
                "tester",
                0,
                new ByteArrayInputStream(input),
                out,
                err,
                words -> Optional.empty(),
                () -> false);
        int code = new CommandRunner(new ClientDispatcher(Clock.systemUTC())).run(caller);
        return new Outcome(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
}
