package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.restore.MailboxDoor;
import io.tradepost.archive.restore.RestoreId;
import io.tradepost.archive.restore.RestoreRecord;
import io.tradepost.archive.restore.RestoreReport;
import io.tradepost.archive.restore.Restores;
import io.tradepost.domain.account.AccountAddress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts archived mail back into a mailbox. Recorded before, and can be undone. */
@CommandLine.Command(
        name = "restore",
        subcommands = {ArchiveRestoreCommand.Undo.class, ArchiveRestoreCommand.ListAll.class})
final class ArchiveRestoreCommand extends Command {
    private static final String ID = "[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}";

    @Parameters(index = "0", arity = "0..*", paramLabel = "ID|QUERY", descriptionKey = "QUERY")
    private List<String> words = List.of();

    @Option(names = "--mailbox", paramLabel = "ADDRESS")
    private @Nullable String mailbox;

    @Option(names = "--folder", paramLabel = "FOLDER", defaultValue = "Restored")
    private String folder;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) throws IOException {
        if (mailbox == null || words.isEmpty()) {
            throw new CommandFailure("restore.what-and-where");
        }
        AccountAddress address = Parsing.address(mailbox);
        if (context.rooms().accounts().find(address).isEmpty()) {
            throw new CommandFailure("account.unknown", address);
        }
        String query = String.join(" ", words);
        RestoreReport report = restores(context)
                .run(
                        query.matches(ID) ? "id:" + query : query,
                        new MailboxDoor.Place(address.value(), folder),
                        reading.reader(context),
                        door(context),
                        new ProgressLine(context, json));
        return report(context, report, json, "restore.done");
    }

    private static Restores restores(CommandContext context) {
        return ArchiveCommand.readable(context).restores();
    }

    private static MailboxDoor door(CommandContext context) {
        return context.server()
                .flatMap(RunningServer::mailboxes)
                .orElseThrow(() -> new CommandFailure("restore.no-server"));
    }

    private static int report(CommandContext context, RestoreReport report, boolean json, String sentence) {
        if (json) {
            ObjectNode node = Json.object();
            node.put("restore", report.id().value());
            node.put("selected", report.selected());
            node.put("done", report.done());
            node.put("already", report.already());
            report.failed().forEach(node.putArray("failed")::add);
            context.json(node);
        } else {
            report.failed().forEach(one -> context.out().println("  " + Table.clean(one)));
            context.say(
                    sentence,
                    report.selected(),
                    report.done(),
                    report.already(),
                    report.failed().size(),
                    report.id());
        }
        return report.failed().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    /** Takes out of a mailbox what a restore put in. */
    @CommandLine.Command(name = "undo")
    static final class Undo extends Command {
        @Parameters(index = "0", paramLabel = "RESTORE", descriptionKey = "RESTORE")
        private String id;

        @Mixin
        private ReadingOptions reading = new ReadingOptions();

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) throws IOException {
            RestoreReport report = restores(context)
                    .undo(parsed(), reading.reader(context), door(context), new ProgressLine(context, json));
            return report(context, report, json, "restore.undone");
        }

        private RestoreId parsed() {
            try {
                return new RestoreId(id);
            } catch (IllegalArgumentException e) {
                CommandFailure failure = new CommandFailure("restore.unknown", id);
                failure.initCause(e);
                throw failure;
            }
        }
    }

    /** Lists the restores. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<RestoreRecord> all = restores(context).list();
            if (json) {
                ArrayNode array = Json.array();
                all.forEach(one -> array.addObject()
                        .put("restore", one.id().value())
                        .put("at", one.at().toString())
                        .put("by", one.by())
                        .put("mailbox", one.place().mailbox())
                        .put("folder", one.place().name())
                        .put("query", one.what())
                        .put("purpose", one.purpose())
                        .put("added", one.added()));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.restore"),
                    context.text("column.who"),
                    context.text("column.address"),
                    context.text("column.messages"),
                    context.text("column.selection"));
            all.forEach(one -> table.row(
                    one.id().value(),
                    one.by(),
                    one.place().mailbox() + " " + one.place().name(),
                    Long.toString(one.added()),
                    one.what()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }
}
