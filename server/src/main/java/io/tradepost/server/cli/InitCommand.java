package io.tradepost.server.cli;

import io.tradepost.server.config.Problem;
import io.tradepost.server.config.Secret;
import io.tradepost.server.init.DatabaseTrial;
import io.tradepost.server.init.InitAnswers;
import io.tradepost.server.init.NewConfiguration;
import io.tradepost.server.rooms.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a configuration: asks for what was not said, checks it as a start would, and says what to do next. */
@CommandLine.Command(name = "init")
final class InitCommand extends Command {
    private static final String EMBEDDED = "embedded";

    @ParentCommand
    private TradepostCommand root;

    @Option(names = "--domain", paramLabel = "DOMAIN", split = ",")
    private List<String> domains = List.of();

    @Option(names = "--company", paramLabel = "NAME")
    private @Nullable String company;

    @Option(names = "--hostname", paramLabel = "NAME")
    private @Nullable String hostname;

    @Option(names = "--database-url", paramLabel = "URL")
    private @Nullable String databaseUrl;

    @Option(names = "--database-user", paramLabel = "USER")
    private @Nullable String databaseUser;

    @Option(names = "--database-password-file", paramLabel = "FILE")
    private @Nullable String databasePasswordFile;

    @Option(names = "--database-password-stdin")
    private boolean databasePasswordFromInput;

    @Option(names = "--smtp-port", paramLabel = "N")
    private @Nullable Integer smtpPort;

    @Option(names = "--submission-port", paramLabel = "N")
    private @Nullable Integer submissionPort;

    @Option(names = "--submissions-port", paramLabel = "N")
    private @Nullable Integer submissionsPort;

    @Option(names = "--imap-port", paramLabel = "N")
    private @Nullable Integer imapPort;

    @Option(names = "--imaps-port", paramLabel = "N")
    private @Nullable Integer imapsPort;

    @Option(names = "--http-port", paramLabel = "N")
    private @Nullable Integer httpPort;

    @Option(names = "--tls-certificate", paramLabel = "FILE")
    private @Nullable String tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE")
    private @Nullable String tlsKey;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Override
    Place place() {
        return Place.CALLER;
    }

    @Override
    int run(CommandContext context) throws IOException {
        Installation installation = new Installation(context.caller(), root.options());
        DataFolder folder = installation.folder();
        Path target = installation.named().orElseGet(folder::configurationFile);
        if (Files.exists(target)) {
            throw new CommandFailure("init.exists", target);
        }
        if (Files.exists(folder.demoFile())) {
            throw new CommandFailure("init.demo", folder);
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8));
        InitAnswers answers = answers(context, new Questions(context, input, yes), input);
        folder.create();
        NewConfiguration made = NewConfiguration.write(target, folder, answers);
        report(context, folder, target, answers, made);
        return ExitCode.DONE;
    }

    private InitAnswers answers(CommandContext context, Questions questions, BufferedReader input) throws IOException {
        List<String> mine = domains.isEmpty() ? questions.list("init.ask.domain") : domains;
        if (mine.isEmpty()) {
            throw new CommandFailure("init.domain-needed");
        }
        String name = questions.text("init.ask.company", Optional.ofNullable(company), mine.get(0));
        String host = questions.text("init.ask.hostname", Optional.ofNullable(hostname), "mail." + mine.get(0));
        String url = questions.text("init.ask.database", Optional.ofNullable(databaseUrl), EMBEDDED);
        Optional<InitAnswers.Database> database =
                url.equals(EMBEDDED) ? Optional.empty() : Optional.of(database(context, questions, input, url));
        InitAnswers.Ports ports = ports(questions);
        Optional<InitAnswers.Tls> tls = tls(context, questions);
        return new InitAnswers(mine, name, host, database, ports, tls);
    }

    private InitAnswers.Database database(CommandContext context, Questions questions, BufferedReader input, String url)
            throws IOException {
        String user = questions.text("init.ask.database-user", Optional.ofNullable(databaseUser), "tradepost");
        if (databasePasswordFile != null) {
            return new InitAnswers.Database(
                    url, user, Optional.empty(), Optional.of(context.resolve(databasePasswordFile)));
        }
        Optional<String> password = databasePasswordFromInput
                ? Optional.ofNullable(input.readLine())
                : questions.secret("init.ask.database-password");
        return new InitAnswers.Database(
                url, user, password.filter(text -> !text.isEmpty()).map(Secret::of), Optional.empty());
    }

    private InitAnswers.Ports ports(Questions questions) throws IOException {
        InitAnswers.Ports usual = InitAnswers.Ports.STANDARD;
        boolean some = smtpPort != null
                || submissionPort != null
                || submissionsPort != null
                || imapPort != null
                || imapsPort != null
                || httpPort != null;
        boolean ask = !some && !questions.yesOrNo("init.ask.ports");
        return new InitAnswers.Ports(
                port(questions, ask, "smtp", smtpPort, usual.smtp()),
                port(questions, ask, "submission", submissionPort, usual.submission()),
                port(questions, ask, "submissions", submissionsPort, usual.submissions()),
                port(questions, ask, "imap", imapPort, usual.imap()),
                port(questions, ask, "imaps", imapsPort, usual.imaps()),
                port(questions, ask, "http", httpPort, usual.http()));
    }

    private static int port(Questions questions, boolean ask, String door, @Nullable Integer said, int usual)
            throws IOException {
        if (said != null) {
            return said;
        }
        return ask ? questions.number("init.ask.port", door, usual) : usual;
    }

    private Optional<InitAnswers.Tls> tls(CommandContext context, Questions questions) throws IOException {
        String certificate = questions.text("init.ask.tls-certificate", Optional.ofNullable(tlsCertificate), "");
        if (certificate.isEmpty() && tlsKey == null) {
            return Optional.empty();
        }
        String key = questions.text("init.ask.tls-key", Optional.ofNullable(tlsKey), "");
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new CommandFailure("init.tls-half");
        }
        return Optional.of(new InitAnswers.Tls(context.resolve(certificate), context.resolve(key)));
    }

    private static void report(
            CommandContext context, DataFolder folder, Path target, InitAnswers answers, NewConfiguration made) {
        context.say("init.written", target);
        made.secretFile().ifPresent(file -> context.say("init.secret-written", file));
        for (Problem warning : made.loaded().warnings()) {
            context.say("start.warning", warning.text(context.locale()));
        }
        if (answers.database().isPresent()) {
            Optional<String> failure =
                    DatabaseTrial.connect(made.loaded().configuration().database());
            context.out()
                    .println(failure.map(reason -> context.text("init.database-away", reason))
                            .orElseGet(() -> context.text("init.database-answers")));
        }
        String options = (folder.path().equals(context.resolve("data")) ? "" : " --data " + folder)
                + (target.equals(folder.configurationFile()) ? "" : " --config " + target);
        String domain = made.loaded().configuration().domains().get(0);
        context.say("init.next", options, domain);
    }
}
