package io.tradepost.server.cli;

import io.tradepost.archive.access.MailAccess;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.json.LawJson;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Private mail, which takes two officers to read. */
@CommandLine.Command(
        name = "private",
        subcommands = {
            ArchivePrivateCommand.Ask.class,
            ArchivePrivateCommand.Approve.class,
            ArchivePrivateCommand.Mark.class
        })
final class ArchivePrivateCommand {
    private static MailAccess desk(CommandContext context) {
        return context.rooms().archive().law().access();
    }

    /** Asks to read a private message. */
    @CommandLine.Command(name = "ask")
    static final class Ask extends ActCommand {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Override
        int run(CommandContext context) throws IOException {
            Request request = desk(context).ask(Parsing.messageId(id), reason, person().officer(context));
            return done(
                    context,
                    new LawJson().request(request, context.clock().instant()),
                    "private.asked",
                    request.subject(),
                    request.id());
        }
    }

    /** The second officer's yes. */
    @CommandLine.Command(name = "approve")
    static final class Approve extends ActCommand {
        @Parameters(index = "0", paramLabel = "REQUEST", descriptionKey = "REQUEST")
        private String id;

        @Override
        int run(CommandContext context) throws IOException {
            Request request = desk(context).approve(id, person().officer(context));
            return done(
                    context,
                    new LawJson().request(request, context.clock().instant()),
                    "private.approved",
                    request.subject(),
                    request.id());
        }
    }

    /** Marks a message of one's own. */
    @CommandLine.Command(name = "mark")
    static final class Mark extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Mixin
        private PersonOptions person = new PersonOptions();

        @Override
        int run(CommandContext context) throws IOException {
            desk(context).mark(Parsing.messageId(id), reason, person.anybody(context));
            context.say("private.marked", id);
            return ExitCode.DONE;
        }
    }
}
