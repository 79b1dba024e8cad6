package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.keys.KeyStatus;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The keys that archived mail is encrypted with. No command shows a key. */
@CommandLine.Command(
        name = "keys",
        subcommands = {ArchiveKeysCommand.Status.class, ArchiveKeysCommand.Rotate.class})
final class ArchiveKeysCommand {
    /** How the keys are. */
    @CommandLine.Command(name = "status")
    static final class Status extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            KeyStatus status = context.rooms().archive().keys().status();
            if (json) {
                context.json(asJson(status));
            } else {
                context.say("keys.master", status.master(), status.place());
                context.say("keys.slots", status.live(), status.destroyed(), status.files());
                if (status.rotating()) {
                    context.say("keys.rotating", status.waiting());
                }
                if (status.beside()) {
                    context.say("keys.beside");
                }
            }
            return status.rotating() ? ExitCode.PROBLEMS : ExitCode.DONE;
        }

        private static ObjectNode asJson(KeyStatus status) {
            return Json.object()
                    .put("master", status.master())
                    .put("place", status.place())
                    .put("besideContent", status.beside())
                    .put("rotating", status.rotating())
                    .put("live", status.live())
                    .put("destroyed", status.destroyed())
                    .put("waiting", status.waiting())
                    .put("files", status.files());
        }
    }

    /** Changes the master key. */
    @CommandLine.Command(name = "rotate")
    static final class Rotate extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            context.audit("archive-keys-rotate", "", Map.of());
            ProgressLine line = new ProgressLine(context, json);
            int number = context.rooms().archive().keys().rotate(context.reader(), line);
            context.rooms().rotateMailboxKeys(line);
            if (json) {
                context.json(Json.object().put("master", number));
            } else {
                context.say("keys.rotated", number);
            }
            return ExitCode.DONE;
        }
    }
}
