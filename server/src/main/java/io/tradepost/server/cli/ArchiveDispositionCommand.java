package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.LawDesks;
import io.tradepost.archive.disposition.Certificate;
import io.tradepost.archive.disposition.CertificateText;
import io.tradepost.archive.disposition.Item;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.json.LawActsJson;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disposal of mail that is kept no longer. */
@CommandLine.Command(
        name = "disposition",
        subcommands = {
            ArchiveDispositionCommand.Propose.class,
            ArchiveDispositionCommand.ListAll.class,
            ArchiveDispositionCommand.Show.class,
            ArchiveDispositionCommand.Approve.class,
            ArchiveDispositionCommand.Withdraw.class,
            ArchiveDispositionCommand.Execute.class,
            ArchiveDispositionCommand.Certify.class
        })
final class ArchiveDispositionCommand {
    private static LawDesks desks(CommandContext context) {
        return context.rooms().archive().law();
    }

    private static ObjectNode asJson(LawDesks desks, Run run) {
        return new LawActsJson()
                .run(
                        run,
                        desks.dispositions().state(run),
                        desks.approvals().request(run.request()).approvals());
    }

    private static String state(CommandContext context, Run run) {
        return context.text(
                "disposition.state." + desks(context).dispositions().state(run).word());
    }

    private static int print(CommandContext context, Run run, boolean json) {
        if (json) {
            context.json(asJson(desks(context), run));
        } else {
            int approvals = desks(context)
                    .approvals()
                    .request(run.request())
                    .approvals()
                    .size();
            context.say("disposition.run", run.id(), state(context, run), run.items(), run.digest(), approvals);
        }
        return ExitCode.DONE;
    }

    /** Lists what is past its retention. */
    @CommandLine.Command(name = "propose")
    static final class Propose extends ActCommand {
        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Override
        int run(CommandContext context) throws IOException {
            ArchiveCommand.readable(context);
            Run run = desks(context)
                    .dispositions()
                    .propose(reason, person().officer(context), new ProgressLine(context, json()));
            return print(context, run, json());
        }
    }

    /** Lists the runs. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Run> runs = desks(context).dispositions().list();
            if (json) {
                ArrayNode array = Json.array();
                runs.forEach(run -> array.add(asJson(desks(context), run)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.id"),
                    context.text("column.state"),
                    context.text("column.messages"),
                    context.text("column.by"),
                    context.text("column.created"),
                    context.text("column.reason"));
            runs.forEach(run -> table.row(
                    run.id(),
                    state(context, run),
                    Long.toString(run.items()),
                    run.proposedBy().account(),
                    Times.local(run.proposedAt()),
                    run.reason()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Shows what a run lists. */
    @CommandLine.Command(name = "show")
    static final class Show extends Command {
        @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "RUN")
        private String id;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Run run = desks(context).dispositions().run(id);
            List<Item> items = desks(context).dispositions().items(id, context.reader());
            if (json) {
                ObjectNode node = asJson(desks(context), run);
                ArrayNode array = node.putArray("items");
                items.forEach(item -> array.add(new LawActsJson().item(item)));
                context.json(node);
                return ExitCode.DONE;
            }
            print(context, run, false);
            Table table = new Table(
                    context.text("column.id"),
                    context.text("column.received"),
                    context.text("column.kept-until"),
                    context.text("column.source"));
            items.forEach(item -> table.row(
                    item.id().value(),
                    Times.local(item.receivedAt()),
                    Times.local(item.until()),
                    String.join(", ", item.schedules())));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** One officer's yes. */
    @CommandLine.Command(name = "approve")
    static final class Approve extends ActCommand {
        @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "RUN")
        private String id;

        @Override
        int run(CommandContext context) throws IOException {
            return print(context, desks(context).dispositions().approve(id, person().officer(context)), json());
        }
    }

    /** Takes a proposal back. */
    @CommandLine.Command(name = "withdraw")
    static final class Withdraw extends ActCommand {
        @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "RUN")
        private String id;

        @Override
        int run(CommandContext context) throws IOException {
            return print(context, desks(context).dispositions().withdraw(id, person().officer(context)), json());
        }
    }

    /** Carries a run out. */
    @CommandLine.Command(name = "execute")
    static final class Execute extends ActCommand {
        @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "RUN")
        private String id;

        @Override
        int run(CommandContext context) throws IOException {
            ArchiveCommand.readable(context);
            Run run = desks(context)
                    .dispositions()
                    .execute(id, person().officer(context), new ProgressLine(context, json()));
            return print(context, run, json());
        }
    }

    /** Writes the certificate of a finished run. */
    @CommandLine.Command(name = "certificate")
    static final class Certify extends Command {
        @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "RUN")
        private String id;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Certificate certificate = desks(context).dispositions().certificate(id);
            if (json) {
                context.json(new LawActsJson().certificate(certificate));
            } else {
                context.out().print(new CertificateText(context.locale()).of(certificate));
            }
            return ExitCode.DONE;
        }
    }
}
