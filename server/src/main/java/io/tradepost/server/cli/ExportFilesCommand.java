package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.export.ExportId;
import io.tradepost.archive.export.ExportJobs;
import io.tradepost.archive.export.KeptBundle;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files of exports that were asked for over REST, what each takes, and when it goes. */
@CommandLine.Command(name = "files")
final class ExportFilesCommand extends Command {
    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) {
        List<KeptBundle> kept = jobs(context).kept();
        if (json) {
            ArrayNode array = Json.array();
            kept.forEach(one -> array.addObject()
                    .put("export", one.id().value())
                    .put("bytes", one.bytes())
                    .put("finishedAt", one.finishedAt().toString())
                    .put("until", one.until().toString()));
            context.json(array);
            return ExitCode.DONE;
        }
        Table table =
                new Table(context.text("column.export"), context.text("column.bytes"), context.text("column.until"));
        kept.forEach(one -> table.row(one.id().value(), Long.toString(one.bytes()), Times.exact(one.until())));
        table.print(context.out(), context.width());
        context.say(
                "export.files",
                kept.size(),
                kept.stream().mapToLong(KeptBundle::bytes).sum());
        return ExitCode.DONE;
    }

    private static ExportJobs jobs(CommandContext context) {
        return ArchiveCommand.readable(context).exportJobs();
    }

    /** Deletes one of them; that it was made stays on record. */
    @CommandLine.Command(name = "discard")
    static final class Discard extends Command {
        @Parameters(index = "0", paramLabel = "EXPORT", descriptionKey = "EXPORT")
        private String export;

        @Override
        int run(CommandContext context) {
            if (!ExportId.isOne(export) || !jobs(context).discard(new ExportId(export), context.reader())) {
                throw new CommandFailure("export.no-file", Table.clean(export));
            }
            context.say("export.discarded", export);
            return ExitCode.DONE;
        }
    }
}
