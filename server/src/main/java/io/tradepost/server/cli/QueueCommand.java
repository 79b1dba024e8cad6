package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.server.control.ControlClient;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.james.queue.MailQueuesException;
import io.tradepost.server.james.queue.QueuePlace;
import io.tradepost.server.james.queue.QueuedMail;
import io.tradepost.server.rooms.DataFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Mail that is accepted and not delivered yet. Its queues are the running server's, so it must run. */
@CommandLine.Command(
        name = "queue",
        subcommands = {
            QueueCommand.ListAll.class,
            QueueCommand.Show.class,
            QueueChange.Retry.class,
            QueueChange.Release.class,
            QueueChange.Hold.class,
            QueueChange.Remove.class
        })
final class QueueCommand {
    @ParentCommand
    private TradepostCommand root;

    CommonOptions options() {
        return root.options();
    }

    /** A command that hands itself to the running server, or says that there is none. */
    abstract static class OfServer extends Command {
        @ParentCommand
        private QueueCommand parent;

        @Override
        Place place() {
            return Place.EITHER;
        }

        @Override
        int run(CommandContext context) throws IOException {
            Optional<RunningServer> server = context.server();
            if (server.isEmpty()) {
                DataFolder folder = new Installation(context.caller(), parent.options()).folder();
                Optional<ControlClient> client = ClientDispatcher.reach(folder);
                if (client.isEmpty()) {
                    throw new CommandFailure("queue.needs-server", folder);
                }
                return ClientDispatcher.forward(client.get(), context.caller());
            }
            MailQueues queues = server.get().queues().orElseThrow(() -> new CommandFailure("queue.not-ready"));
            try {
                return run(context, queues);
            } catch (MailQueuesException e) {
                CommandFailure failure = new CommandFailure("queue.failed", String.valueOf(e.getMessage()));
                failure.initCause(e);
                throw failure;
            }
        }

        abstract int run(CommandContext context, MailQueues queues);
    }

    /**
     * The mail of this name, or the only one whose name begins so.
     *
     * @throws CommandFailure if there is none, or more than one
     */
    static QueuedMail find(MailQueues queues, String name) {
        List<QueuedMail> all = queues.list();
        List<QueuedMail> found =
                all.stream().filter(mail -> mail.name().equals(name)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(mail -> mail.name().startsWith(name)).toList();
        }
        if (found.isEmpty()) {
            throw new CommandFailure("queue.unknown", name);
        }
        if (found.size() > 1) {
            throw new CommandFailure("queue.ambiguous", name, found.size());
        }
        return found.get(0);
    }

    static QueuePlace place(String word) {
        String places = Arrays.stream(QueuePlace.values()).map(QueuePlace::word).collect(Collectors.joining(", "));
        return QueuePlace.parse(word).orElseThrow(() -> new CommandFailure("queue.no-place", word, places));
    }

    static ObjectNode asJson(QueuedMail mail) {
        ObjectNode node = Json.object()
                .put("place", mail.place().word())
                .put("name", mail.name())
                .put("receivedAt", mail.receivedAt().toString())
                .put("nextTry", mail.nextTry().map(Object::toString).orElse(null))
                .put("tries", mail.tries())
                .put("from", mail.from())
                .put("size", mail.size())
                .put("step", mail.step())
                .put("reason", mail.reason())
                .put("archiveId", mail.archiveId().orElse(null));
        node.putArray("to");
        mail.to().forEach(node.withArray("to")::add);
        return node;
    }

    /** What lies where. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends OfServer {
        @Option(names = "--place", paramLabel = "PLACE")
        private @Nullable String word;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context, MailQueues queues) {
            Optional<QueuePlace> place = Optional.ofNullable(word).map(QueueCommand::place);
            List<QueuedMail> found = queues.list().stream()
                    .filter(mail -> place.map(wanted -> mail.place() == wanted).orElse(true))
                    .toList();
            if (json) {
                ObjectNode node = Json.object();
                node.putArray("items");
                found.forEach(mail -> node.withArray("items").add(asJson(mail)));
                context.json(node);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.place"),
                    context.text("column.received"),
                    context.text("column.tries"),
                    context.text("column.from"),
                    context.text("column.to"),
                    context.text("column.queue-name"),
                    context.text("column.reason"));
            for (QueuedMail mail : found) {
                table.row(
                        mail.place().word(),
                        Times.local(mail.receivedAt()),
                        Integer.toString(mail.tries()),
                        mail.from().isEmpty() ? "<>" : mail.from(),
                        recipients(mail),
                        mail.name(),
                        mail.reason());
            }
            if (!table.isEmpty()) {
                table.print(context.out(), context.width());
            }
            context.err().println(context.text("queue.found", found.size()));
            return ExitCode.DONE;
        }

        private static String recipients(QueuedMail mail) {
            return mail.to().isEmpty()
                    ? ""
                    : mail.to().get(0)
                            + (mail.to().size() > 1 ? " +" + (mail.to().size() - 1) : "");
        }
    }

    /** All that is known of one. */
    @CommandLine.Command(name = "show")
    static final class Show extends OfServer {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context, MailQueues queues) {
            QueuedMail mail = find(queues, name);
            if (json) {
                context.json(asJson(mail));
                return ExitCode.DONE;
            }
            context.out().println(Table.clean(mail.name()));
            line(
                    context,
                    "column.place",
                    context.text("queue.place." + mail.place().word()));
            line(context, "column.received", Times.exact(mail.receivedAt()));
            line(context, "column.tries", Integer.toString(mail.tries()));
            mail.nextTry().ifPresent(next -> line(context, "column.next-try", Times.exact(next)));
            line(context, "column.from", mail.from().isEmpty() ? "<>" : mail.from());
            mail.to().forEach(recipient -> line(context, "column.to", recipient));
            line(context, "column.size", Long.toString(mail.size()));
            line(context, "column.step", mail.step());
            if (!mail.reason().isEmpty()) {
                line(context, "column.reason", mail.reason());
            }
            line(context, "column.archive-id", mail.archiveId().orElse("-"));
            return ExitCode.DONE;
        }

        private static void line(CommandContext context, String key, String value) {
            context.out().println("  " + context.text(key) + ": " + Table.clean(value));
        }
    }
}
