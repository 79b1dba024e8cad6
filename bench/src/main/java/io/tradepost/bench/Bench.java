package io.tradepost.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.tradepost.bench.search.Search;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The entrance: {@code bench/run COMMAND}. Exit codes: 0 done, 1 found problems, 2 could not, 64 usage. */
@CommandLine.Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Whole-system load on the released server.",
        subcommands = {
            Crash.class,
            Fsyncs.class,
            Hammer.class,
            Ingest.class,
            Keep.class,
            Mailbox.class,
            Search.class,
            Throughput.class
        })
public final class Bench {
    private static final int COULD_NOT = 2;
    private static final int USAGE = 64;

    private Bench() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new Bench()).execute(arguments));
    }

    static CommandLine commandLine(Object command) {
        quiet();
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().exitCodeOnInvalidInput(USAGE).exitCodeOnExecutionException(COULD_NOT);
        line.getSubcommands()
                .values()
                .forEach(sub ->
                        sub.getCommandSpec().exitCodeOnInvalidInput(USAGE).exitCodeOnExecutionException(COULD_NOT));
        return line;
    }

    /** Libraries of the server that run here too, such as the archive for its check, need not tell of it. */
    private static void quiet() {
        LogManager.getLogManager().reset();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }
}
