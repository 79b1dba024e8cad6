package io.tradepost.server.cli;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.MessageThread;
import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the conversation that a message belongs to. */
@CommandLine.Command(name = "thread")
final class ArchiveThreadCommand extends Command {
    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
    private String id;

    @Option(names = "--json")
    private boolean json;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    int run(CommandContext context) throws IOException {
        MessageId wanted = Parsing.messageId(id);
        MessageThread thread = ArchiveCommand.readable(context)
                .thread(wanted, reading.reader(context))
                .orElseThrow(() -> new CommandFailure("archive.unknown", wanted));
        if (json) {
            context.json(new ArchiveJson().thread(thread));
        } else {
            ArchiveCommand.print(context, thread.items());
            if (!thread.complete()) {
                context.err()
                        .println(context.text(
                                "archive.thread-cut", thread.items().size()));
            }
        }
        return ExitCode.DONE;
    }
}
