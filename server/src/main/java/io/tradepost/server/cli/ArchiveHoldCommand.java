package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.hold.Hold;
import io.tradepost.archive.hold.Holds;
import io.tradepost.archive.json.LawJson;
import io.tradepost.archive.law.Criteria;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Legal holds. */
@CommandLine.Command(
        name = "hold",
        subcommands = {
            ArchiveHoldCommand.Create.class,
            ArchiveHoldCommand.ListAll.class,
            ArchiveHoldCommand.Show.class,
            ArchiveHoldCommand.Release.class,
            ArchiveHoldCommand.Approve.class
        })
final class ArchiveHoldCommand {
    private static Holds desk(CommandContext context) {
        return context.rooms().archive().law().holds();
    }

    private static String state(CommandContext context, Hold hold) {
        return hold.release()
                .map(release -> context.text("hold.released-at", Times.local(release.at())))
                .orElseGet(() -> context.text("hold.active"));
    }

    private static void print(CommandContext context, Hold hold, boolean json) {
        if (json) {
            context.json(new LawJson().hold(hold));
            return;
        }
        new Table(context.text("column.name"), hold.name())
                .row(context.text("column.state"), state(context, hold))
                .row(context.text("column.matter"), hold.matter())
                .row(context.text("column.reason"), hold.reason())
                .row(context.text("column.about"), ArchiveRetentionCommand.about(context, hold.about()))
                .row(context.text("column.created"), Times.local(hold.madeAt()))
                .row(context.text("column.by"), hold.madeBy())
                .print(context.out(), 0);
    }

    /** Sets a hold. */
    @CommandLine.Command(name = "create")
    static final class Create extends ActCommand {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--matter", paramLabel = "TEXT", required = true)
        private String matter;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Option(names = "--query", paramLabel = "QUERY", defaultValue = "")
        private String query;

        @Option(names = "--custodian", paramLabel = "ACCOUNT")
        private List<String> custodians = List.of();

        @Override
        int run(CommandContext context) throws IOException {
            Criteria about =
                    new Criteria(query, custodians.stream().map(Person::new).toList());
            Hold hold = desk(context).create(name, matter, reason, about, person().reader(context));
            return done(
                    context,
                    new LawJson().hold(hold),
                    "hold.made",
                    hold.name(),
                    ArchiveRetentionCommand.about(context, hold.about()));
        }
    }

    /** Lists the holds. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Hold> holds = desk(context).list();
            if (json) {
                ArrayNode array = Json.array();
                holds.forEach(one -> array.add(new LawJson().hold(one)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.name"),
                    context.text("column.state"),
                    context.text("column.matter"),
                    context.text("column.about"));
            holds.forEach(one -> table.row(
                    one.name(),
                    state(context, one),
                    one.matter(),
                    ArchiveRetentionCommand.about(context, one.about())));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Shows one hold. */
    @CommandLine.Command(name = "show")
    static final class Show extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            print(context, desk(context).hold(name), json);
            return ExitCode.DONE;
        }
    }

    /** Asks to end a hold. */
    @CommandLine.Command(name = "release")
    static final class Release extends ActCommand {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Override
        int run(CommandContext context) throws IOException {
            Request request = desk(context).release(name, reason, person().officer(context));
            return done(
                    context,
                    new LawJson().request(request, context.clock().instant()),
                    "hold.release-asked",
                    request.subject(),
                    request.maker(),
                    Times.local(request.openUntil()));
        }
    }

    /** The second person's yes to that. */
    @CommandLine.Command(name = "approve")
    static final class Approve extends ActCommand {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Override
        int run(CommandContext context) throws IOException {
            Hold hold = desk(context).approveRelease(name, person().officer(context));
            return done(context, new LawJson().hold(hold), "hold.released", hold.name());
        }
    }
}
