package io.tradepost.server.cli;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The archived mail. Every look is recorded (law L7). */
@CommandLine.Command(
        name = "archive",
        subcommands = {
            ArchiveCommand.Search.class,
            ArchiveShowCommand.class,
            ArchiveCommand.Raw.class,
            ArchiveWork.Verify.class,
            ArchiveWork.Rebuild.class,
            ArchiveWork.Import.class,
            ArchiveKeysCommand.class,
            ArchiveExportCommand.class,
            ArchiveCaseCommand.class
        })
final class ArchiveCommand {
    /** How long a command that opened the archive itself waits for catalog and index to follow the journal. */
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    /** The archive, with everything that was journaled before now to be found in it. */
    static Archive readable(CommandContext context) {
        Archive archive = context.rooms().archive();
        if (context.server().isEmpty()) {
            archive.awaitFollowers(CATCH_UP);
        }
        return archive;
    }

    /** Links as a few words: {@code ACME PO-1 ?PO-2}. */
    static String links(List<Link> links) {
        return links.stream()
                .filter(link -> link.status() != LinkStatus.REJECTED)
                .map(link -> (link.status() == LinkStatus.SUGGESTED ? "?" : "") + link.key())
                .collect(Collectors.joining(" "));
    }

    /** Finds messages. */
    @CommandLine.Command(name = "search")
    static final class Search extends Command {
        @Parameters(index = "0", arity = "0..*", paramLabel = "QUERY", descriptionKey = "QUERY")
        private List<String> words = List.of();

        @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
        private int limit;

        @Option(names = "--cursor", paramLabel = "CURSOR")
        private @Nullable String cursor;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            if (limit < 1 || limit > 500) {
                throw new CommandFailure("archive.limit", limit);
            }
            SearchRequest request = new SearchRequest(String.join(" ", words), Optional.ofNullable(cursor), limit);
            SearchPage page = readable(context).search(request, context.reader());
            if (json) {
                context.json(new ArchiveJson().page(page));
            } else {
                print(context, page);
            }
            return ExitCode.DONE;
        }

        private static void print(CommandContext context, SearchPage page) {
            Table table = new Table(
                    context.text("column.id"),
                    context.text("column.received"),
                    context.text("column.direction"),
                    context.text("column.from"),
                    context.text("column.links"),
                    context.text("column.subject"));
            for (ArchivedMessage message : page.items()) {
                table.row(
                        message.id().value(),
                        Times.local(message.receivedAt()),
                        context.text("direction." + message.direction().word()),
                        message.from().isEmpty() ? message.envelope().from() : message.from(),
                        links(message.links()),
                        message.subject());
            }
            if (!table.isEmpty()) {
                table.print(context.out(), context.width());
            }
            context.err().println(context.text("archive.found", page.items().size(), page.total()));
            page.next().ifPresent(next -> context.err().println(context.text("archive.more", next)));
        }
    }

    /** Writes a message's bytes exactly as they were received. */
    @CommandLine.Command(name = "raw")
    static final class Raw extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Override
        int run(CommandContext context) throws IOException {
            MessageId message = Parsing.messageId(id);
            Content content = context.rooms()
                    .archive()
                    .raw(message, context.reader())
                    .orElseThrow(() -> new CommandFailure("archive.unknown", message));
            try (InputStream bytes = content.open()) {
                bytes.transferTo(context.bytes());
            }
            return ExitCode.DONE;
        }
    }
}
