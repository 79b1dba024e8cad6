package io.tradepost.server.cli;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.SimilarDesk;
import io.tradepost.archive.SimilarMessage;
import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows messages that are nearly the same as one. */
@CommandLine.Command(name = "similar")
final class ArchiveSimilarCommand extends Command {
    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
    private String id;

    @Option(names = "--least", paramLabel = "SCORE", defaultValue = "0.7")
    private double least;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20")
    private int limit;

    @Option(names = "--json")
    private boolean json;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    int run(CommandContext context) throws IOException {
        if (!(least >= SimilarDesk.LEAST_SCORE && least <= 1) || limit < 1 || limit > SimilarDesk.MOST) {
            throw new CommandFailure("archive.similar-bounds", SimilarDesk.LEAST_SCORE, SimilarDesk.MOST);
        }
        MessageId wanted = Parsing.messageId(id);
        List<SimilarMessage> found = ArchiveCommand.readable(context)
                .similar()
                .of(wanted, least, limit, reading.reader(context))
                .orElseThrow(() -> new CommandFailure("archive.unknown", wanted));
        if (json) {
            context.json(new ArchiveJson().similar(found));
            return ExitCode.DONE;
        }
        Table table = new Table(
                context.text("column.score"),
                context.text("column.id"),
                context.text("column.received"),
                context.text("column.from"),
                context.text("column.subject"));
        for (SimilarMessage one : found) {
            table.row(
                    String.format(Locale.ROOT, "%.2f", one.score()),
                    one.message().id().value(),
                    Times.local(one.message().receivedAt()),
                    one.message().from(),
                    one.message().subject());
        }
        if (!table.isEmpty()) {
            table.print(context.out(), context.width());
        }
        context.err().println(context.text("archive.similar-found", found.size()));
        return ExitCode.DONE;
    }
}
