package io.tradepost.server.cli;

import io.tradepost.server.config.Spelling;
import io.tradepost.server.config.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Says in the caller's language what was wrong with the arguments. */
final class UsageProblems {
    private final Wording wording;

    UsageProblems(Wording wording) {
        this.wording = wording;
    }

    /** One or more lines. */
    String describe(CommandLine.ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String help = wording.text("usage.see-help", command.getCommandSpec().qualifiedName(" "));
        return sentence(problem, command) + System.lineSeparator() + help;
    }

    private String sentence(CommandLine.ParameterException problem, CommandLine command) {
        if (problem instanceof CommandLine.MissingParameterException missing) {
            String names = missing.getMissing().stream()
                    .map(spec -> spec instanceof CommandLine.Model.OptionSpec option
                            ? option.longestName()
                            : spec.paramLabel())
                    .collect(Collectors.joining(", "));
            return wording.text("usage.missing", names);
        }
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String wrong = unmatched.getUnmatched().get(0);
            Optional<String> meant = Spelling.nearest(wrong, candidates(wrong, command));
            return meant.map(name -> wording.text("usage.unknown-meant", wrong, name))
                    .orElseGet(() -> wording.text("usage.unknown", wrong));
        }
        return wording.text("usage.wrong", String.valueOf(problem.getMessage()));
    }

    private static List<String> candidates(String wrong, CommandLine command) {
        if (!wrong.startsWith("-")) {
            return List.copyOf(command.getSubcommands().keySet());
        }
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }
}
