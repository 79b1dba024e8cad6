package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.ImportOutcome;
import io.tradepost.domain.account.ImportPlan;
import io.tradepost.domain.account.IssuedPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes many accounts at once, all or none. Exit code 1 if the file has mistakes; then nothing was changed. */
@CommandLine.Command(name = "import")
final class AccountImportCommand extends Command {
    /** More than domain-admin takes; keeps a wrong path to a huge file from filling the memory. */
    private static final long LARGEST = 16L << 20;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "FILE")
    private String file;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) throws IOException {
        Path path = context.resolve(file);
        if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            throw new CommandFailure("failure.no-file", path);
        }
        byte[] csv = Files.readAllBytes(path);
        Accounts accounts = context.rooms().accounts();
        ImportOutcome outcome =
                dryRun ? new ImportOutcome(accounts.planImport(csv), List.of()) : accounts.importCsv(csv);
        if (!outcome.made().isEmpty()) {
            context.audit(
                    "account-import",
                    path.toString(),
                    Map.of("accounts", Integer.toString(outcome.made().size())));
        }
        if (json) {
            context.json(asJson(outcome));
        } else {
            print(context, outcome);
        }
        return outcome.plan().problems().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private void print(CommandContext context, ImportOutcome outcome) {
        ImportPlan plan = outcome.plan();
        plan.problems()
                .forEach(problem -> context.out()
                        .println(file + (problem.line() == 0 ? "" : ":" + problem.line()) + ": "
                                + Table.clean(problem.message(context.locale()))));
        if (!plan.problems().isEmpty()) {
            context.say("account.import-refused", plan.problems().size());
            return;
        }
        Table table = new Table(
                context.text("column.address"),
                context.text("column.name"),
                context.text("column.role"),
                context.text("column.department"),
                context.text("column.password"));
        if (dryRun) {
            plan.accounts()
                    .forEach(entry -> table.row(
                            entry.address().value(),
                            entry.name(),
                            AccountCommand.role(context, entry.role()),
                            entry.department(),
                            "–"));
        }
        outcome.made()
                .forEach(made -> table.row(
                        made.account().address().value(),
                        made.account().name(),
                        AccountCommand.role(context, made.account().role()),
                        made.account().department(),
                        made.password()));
        table.print(context.out(), 0);
        context.say(
                dryRun ? "account.import-planned" : "account.import-done",
                plan.accounts().size(),
                plan.encoding());
    }

    private static ObjectNode asJson(ImportOutcome outcome) {
        ObjectNode node = Json.object();
        node.put("encoding", outcome.plan().encoding());
        ArrayNode planned = node.putArray("planned");
        outcome.plan()
                .accounts()
                .forEach(entry -> planned.addObject()
                        .put("line", entry.line())
                        .put("address", entry.address().value())
                        .put("name", entry.name())
                        .put("role", entry.role().word())
                        .put("department", entry.department()));
        ArrayNode made = node.putArray("made");
        for (IssuedPassword issued : outcome.made()) {
            made.add(AccountCommand.asJson(issued.account()).put("password", issued.password()));
        }
        ArrayNode problems = node.putArray("problems");
        outcome.plan()
                .problems()
                .forEach(problem ->
                        problems.addObject().put("line", problem.line()).put("message", problem.message()));
        return node;
    }
}
