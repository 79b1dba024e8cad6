package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.access.Approvals;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.json.LawJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requests that take further persons. */
@CommandLine.Command(
        name = "request",
        subcommands = {ArchiveApprovalCommand.ListAll.class, ArchiveApprovalCommand.Withdraw.class})
final class ArchiveApprovalCommand {
    private static Approvals desk(CommandContext context) {
        return context.rooms().archive().law().approvals();
    }

    /** Lists the requests. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Instant now = context.clock().instant();
            List<Request> requests = desk(context).list();
            if (json) {
                ArrayNode array = Json.array();
                requests.forEach(one -> array.add(new LawJson().request(one, now)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.id"),
                    context.text("column.what"),
                    context.text("column.subject-of"),
                    context.text("column.state"),
                    context.text("column.by"),
                    context.text("column.approved-by"),
                    context.text("column.reason"));
            requests.forEach(one -> table.row(
                    one.id(),
                    context.text("request.what." + one.what()),
                    one.subject(),
                    context.text("request.state." + one.state(now).word()),
                    one.maker().account(),
                    one.approvals().stream()
                            .map(approval -> approval.person().account())
                            .collect(Collectors.joining(", ")),
                    one.reason()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Takes a request back. */
    @CommandLine.Command(name = "withdraw")
    static final class Withdraw extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "REQUEST")
        private String id;

        @Mixin
        private PersonOptions person = new PersonOptions();

        @Override
        int run(CommandContext context) throws IOException {
            Request request = desk(context).withdraw(id, person.officer(context));
            context.say("request.withdrawn", request.id());
            return ExitCode.DONE;
        }
    }
}
