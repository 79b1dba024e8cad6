package io.tradepost.server.cli;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The archived mail. Every look is recorded (law L7). */
@CommandLine.Command(
        name = "archive",
        subcommands = {
            ArchiveSearchCommand.class,
            ArchiveThreadCommand.class,
            ArchiveSimilarCommand.class,
            ArchiveShowCommand.class,
            ArchiveCommand.Raw.class,
            ArchiveWork.Verify.class,
            ArchiveProofCommand.Checkpoint.class,
            ArchiveProofCommand.Prove.class,
            ArchiveProofCommand.Witness.class,
            ArchiveWork.Rebuild.class,
            ArchiveWork.Import.class,
            ArchiveKeysCommand.class,
            ArchiveExportCommand.class,
            ArchiveCaseCommand.class,
            ArchiveRetentionCommand.class,
            ArchiveHoldCommand.class,
            ArchiveApprovalCommand.class,
            ArchiveDispositionCommand.class,
            ArchivePrivateCommand.class,
            ArchiveNoticeCommand.class,
            ArchiveAuditCommand.class,
            ArchiveFetchCommand.class,
            ArchiveRestoreCommand.class
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

    /** Messages as a table for people. */
    static void print(CommandContext context, List<ArchivedMessage> messages) {
        Table table = new Table(
                context.text("column.id"),
                context.text("column.received"),
                context.text("column.direction"),
                context.text("column.from"),
                context.text("column.links"),
                context.text("column.subject"));
        for (ArchivedMessage message : messages) {
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
    }

    /** Links as a few words: {@code ACME PO-1 ?PO-2}. */
    static String links(List<Link> links) {
        return links.stream()
                .filter(link -> link.status() != LinkStatus.REJECTED)
                .map(link -> (link.status() == LinkStatus.SUGGESTED ? "?" : "") + link.key())
                .collect(Collectors.joining(" "));
    }

    /** Writes a message's bytes exactly as they were received. */
    @CommandLine.Command(name = "raw")
    static final class Raw extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Mixin
        private ReadingOptions reading = new ReadingOptions();

        @Override
        int run(CommandContext context) throws IOException {
            MessageId message = Parsing.messageId(id);
            Content content = context.rooms()
                    .archive()
                    .raw(message, reading.reader(context))
                    .orElseThrow(() -> new CommandFailure("archive.unknown", message));
            try (InputStream bytes = content.open()) {
                bytes.transferTo(context.bytes());
            }
            return ExitCode.DONE;
        }
    }
}
