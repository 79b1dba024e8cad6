package io.tradepost.server.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the program begins. The only place that knows the process's own streams and ends it. */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        List<String> typed = List.of(arguments);
        Map<String, String> environment = System.getenv();
        if (typed.contains("--debug")) {
            Logging.toStandardError();
        } else {
            Logging.quiet();
        }
        BrokenPipe out = new BrokenPipe(new FileOutputStream(FileDescriptor.out));
        Caller caller = new Caller(
                typed,
                Path.of("").toAbsolutePath(),
                environment,
                Languages.choose(typed, environment),
                System.getProperty("user.name", ""),
                columns(environment),
                new FileInputStream(FileDescriptor.in),
                out,
                new FileOutputStream(FileDescriptor.err),
                Main::hidden,
                () -> out.broken);
        int code = new CommandRunner(new ClientDispatcher(Clock.systemUTC())).run(caller);
        System.exit(out.broken ? ExitCode.BROKEN_PIPE : code);
    }

    /** The launcher says how wide the terminal is; without it the output is taken to go to a file. */
    private static int columns(Map<String, String> environment) {
        String text = environment.getOrDefault("TRADEPOST_COLUMNS", "");
        return text.matches("[1-9]\\d{1,3}") ? Integer.parseInt(text) : 0;
    }

    private static Optional<String> hidden(String words) {
        return Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", words)))
                .map(String::new);
    }

    /** Notices that the reader of our output has gone: {@code tradepost archive search … | head}. */
    private static final class BrokenPipe extends OutputStream {
        private final OutputStream out;
        private volatile boolean broken;

        BrokenPipe(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }
}
