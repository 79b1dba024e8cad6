package io.tradepost.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class CommandLineTest {
    @TempDir
    private Path folder;

    private Shell shell() {
        return new Shell(folder, Locale.ENGLISH);
    }

    @Test
    void everyCommandOptionAndParameterIsExplainedInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            ResourceBundle bundle = io.tradepost.server.config.Wording.of("io.tradepost.server.cli.usage", locale)
                    .bundle();
            CommandLine root = new CommandLine(new TradepostCommand());
            root.setResourceBundle(bundle);
            List<String> silent = new ArrayList<>();
            collectUnexplained(root, silent);
            assertThat(silent).as("unexplained in " + locale).isEmpty();
        }
    }

    private static void collectUnexplained(CommandLine command, List<String> silent) {
        String name = command.getCommandSpec().qualifiedName(" ");
        if (command.getCommandSpec().usageMessage().header().length == 0) {
            silent.add(name);
        }
        for (ArgSpec argument : command.getCommandSpec().args()) {
            if (argument.description().length == 0) {
                silent.add(name + " " + argument.paramLabel() + argument);
            }
        }
        command.getSubcommands().values().forEach(inner -> collectUnexplained(inner, silent));
    }

    @Test
    void theVersionIsPrintedHoweverOneAsksForIt() {
        for (String asked : List.of("version", "--version", "-V")) {
            Shell.Outcome outcome = shell().run(asked);
            assertThat(outcome.code()).as(asked).isEqualTo(ExitCode.DONE);
            assertThat(outcome.out()).as(asked).matches("Tradepost \\S+, Java .+\\R");
        }
    }

    @Test
    void everyCommandPrintsItsHelp() {
        List<String> names = new ArrayList<>();
        collectNames(new CommandLine(new TradepostCommand()), names);
        assertThat(names).hasSizeGreaterThan(30);
        for (String name : names) {
            List<String> typed = new ArrayList<>(List.of(name.split(" ")));
            typed.remove(0);
            typed.add("--help");
            Shell.Outcome outcome = shell().run(typed.toArray(String[]::new));
            assertThat(outcome.code()).as(name).isEqualTo(ExitCode.DONE);
            assertThat(outcome.out()).as(name).contains("Usage: " + name).contains("--data=DIR");
        }
    }

    private static void collectNames(CommandLine command, List<String> names) {
        names.add(command.getCommandSpec().qualifiedName(" "));
        command.getSubcommands().values().forEach(inner -> collectNames(inner, names));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "usage"})
    void bothLanguagesSayTheSameThings(String name) {
        ResourceBundle english = io.tradepost.server.config.Wording.of(
                        "io.tradepost.server.cli." + name, Locale.ENGLISH)
                .bundle();
        ResourceBundle chinese = io.tradepost.server.config.Wording.of("io.tradepost.server.cli." + name, Locale.CHINA)
                .bundle();

        assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        Pattern gap = Pattern.compile("\\{\\d}");
        for (String key : english.keySet()) {
            assertThat(gap.matcher(chinese.getString(key))
                            .results()
                            .map(MatchResult::group)
                            .sorted())
                    .as(key)
                    .containsExactlyElementsOf(gap.matcher(english.getString(key))
                            .results()
                            .map(MatchResult::group)
                            .sorted()
                            .toList());
        }
    }

    @Test
    void everySentenceThatTheCodeNamesExists() throws Exception {
        ResourceBundle messages = io.tradepost.server.config.Wording.of(
                        "io.tradepost.server.cli.messages", Locale.ENGLISH)
                .bundle();
        Pattern use = Pattern.compile("(?:text|say|CommandFailure|Line)\\(\\s*\"([a-z][a-zA-Z0-9.-]*[a-zA-Z0-9])\"");
        List<String> missing = new ArrayList<>();
        int seen = 0;
        try (var files = Files.list(Path.of("src/main/java/io/tradepost/server/cli"))) {
            for (Path file : files.toList()) {
                var matcher = use.matcher(Files.readString(file));
                while (matcher.find()) {
                    seen++;
                    try {
                        messages.getString(matcher.group(1));
                    } catch (MissingResourceException e) {
                        missing.add(file.getFileName() + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archiv search x | not understood: archiv; did you mean archive?",
                "archive serch x | not understood: serch; did you mean search?",
                "account list --jsn | not understood: --jsn; did you mean --json?",
                "account add | missing: NAME",
                "token create --name x | missing: --role",
                "archive search x --limit many | wrong arguments: Invalid value for option '--limit'",
                "start --port-offset | missing: --port-offset"
            })
    void wrongUsageSaysWhatIsWrongAndWhereHelpIs(String line, String message) {
        Shell.Outcome outcome = shell().run(line.strip().split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(message.strip()).contains("--help");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "account", "archive", "domain"})
    void aGroupOfCommandsAloneShowsThem(String line) {
        Shell.Outcome outcome = line.isEmpty() ? shell().run() : shell().run(line);

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("Commands:");
    }

    @Test
    void startWithoutAConfigurationSaysHowToMakeOne() {
        Shell.Outcome outcome = shell().run("start");

        assertThat(outcome.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(outcome.err())
                .contains("./tradepost init --data " + folder.resolve("data"))
                .contains("./tradepost start --demo");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aBrokenConfigurationStopsTheStartWithEveryProblem() throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), "smtp:\n  prot: 25\ndomains: [localhost]\n");
        Shell.Outcome outcome = shell().run("start", "--config", "mine.yaml");

        assertThat(outcome.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(outcome.err())
                .contains(folder.resolve("mine.yaml") + ":2:3: there is no key smtp.prot; did you mean smtp.port?");
    }

    @Test
    void commandsWithoutADataFolderSayWhatToDo() {
        Shell.Outcome outcome = shell().run("account", "list", "--data", "nowhere");

        assertThat(outcome.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(outcome.err()).contains(folder.resolve("nowhere").toString()).contains("./tradepost init");
    }

    @Test
    void statusAndStopOfAServerThatDoesNotRunSaySo() {
        assertThat(shell().run("status", "--data", "d").code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(shell().run("status", "--data", "d", "--json").out()).contains("\"state\" : \"stopped\"");
        Shell.Outcome stop = shell().run("stop", "--data", "d");
        assertThat(stop.code()).isEqualTo(ExitCode.DONE);
        assertThat(stop.out()).contains("No server runs");
    }

    @Test
    void aDomainCheckThatGetsNoAnswerCouldNotDecide() {
        // Port 1 of loopback: nobody answers there.
        Shell.Outcome outcome = shell().run("domain", "check", "a.example", "--resolver", "127.0.0.1:1", "--json");

        assertThat(outcome.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(outcome.out()).contains("\"domain\" : \"a.example\"");
        assertThat(shell().run("domain", "check", "not a domain").code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(shell().run("domain", "check", "a.example", "--address", "x").err())
                .contains("x is not an IP address");
    }

    @ParameterizedTest
    @CsvSource({"zh_CN.UTF-8, zh", "zh, zh", "zh-TW, zh", "en_US.UTF-8, en", "C, en", "C.UTF-8, en", "de_DE, en"})
    void theTerminalsLanguageIsUnderstood(String value, String language) {
        assertThat(Languages.choose(List.of(), Map.of("LANG", value)).getLanguage())
                .isEqualTo(language);
    }

    @Test
    void anOptionBeatsTheVariableAndTheVariableTheTerminal() {
        Map<String, String> environment = Map.of("TRADEPOST_LANG", "zh", "LANG", "en_US.UTF-8");
        assertThat(Languages.choose(List.of("status"), environment).getLanguage())
                .isEqualTo("zh");
        assertThat(Languages.choose(List.of("status", "--lang", "en"), environment)
                        .getLanguage())
                .isEqualTo("en");
        assertThat(Languages.choose(List.of("--lang=en"), environment).getLanguage())
                .isEqualTo("en");
    }
}
