package io.tradepost.server.cli;

import io.tradepost.server.config.Wording;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** Understands what was typed and runs it, wherever it belongs. */
final class CommandRunner {
    private static final String USAGE_BUNDLE = "io.tradepost.server.cli.usage";
    private static final String MESSAGES_BUNDLE = "io.tradepost.server.cli.messages";
    private static final int DEFAULT_WIDTH = 100;

    private final Dispatcher dispatcher;

    /** Runs an understood command where it belongs. */
    @FunctionalInterface
    interface Dispatcher {
        int dispatch(Command command, Caller caller, CommonOptions options) throws IOException;
    }

    CommandRunner(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Runs a command line.
     *
     * @return its exit code
     */
    int run(Caller caller) {
        PrintWriter out = writer(caller.out());
        PrintWriter err = writer(caller.err());
        Wording messages = Wording.of(MESSAGES_BUNDLE, caller.locale());
        TradepostCommand root = new TradepostCommand();
        CommandLine line = commandLine(root, caller, out, err);
        try {
            CommandLine.ParseResult parsed = line.parseArgs(caller.arguments().toArray(String[]::new));
            Optional<Integer> helped = Optional.ofNullable(CommandLine.executeHelpRequest(parsed));
            if (helped.isPresent()) {
                return helped.get();
            }
            CommandLine leaf =
                    parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
            if (leaf.getCommandSpec().userObject() instanceof Command command) {
                return dispatcher.dispatch(command, caller, root.options());
            }
            err.println(messages.text("usage.incomplete"));
            leaf.usage(err);
            return ExitCode.USAGE;
        } catch (CommandLine.ParameterException e) {
            err.println(new UsageProblems(messages).describe(e));
            return ExitCode.USAGE;
        } catch (IOException | RuntimeException e) {
            return new Failures(messages).report(e, err, root.options().debug());
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(TradepostCommand root, Caller caller, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(root);
        line.setResourceBundle(Wording.of(USAGE_BUNDLE, caller.locale()).bundle());
        line.setOut(out);
        line.setErr(err);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(caller.width() == 0 ? DEFAULT_WIDTH : Math.max(60, Math.min(caller.width(), 140)));
        line.setAdjustLineBreaksForWideCJKCharacters(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        return line;
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
