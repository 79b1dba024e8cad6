package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Archive;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.export.Case;
import io.tradepost.archive.export.CaseEvent;
import io.tradepost.archive.export.CaseName;
import io.tradepost.archive.export.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Named collections of messages. Every change is a record of the journal. */
@CommandLine.Command(
        name = "case",
        subcommands = {
            ArchiveCaseCommand.Create.class,
            ArchiveCaseCommand.Add.class,
            ArchiveCaseCommand.Remove.class,
            ArchiveCaseCommand.ListAll.class,
            ArchiveCaseCommand.Show.class
        })
final class ArchiveCaseCommand {
    private static final int PAGE = 500;

    private static Cases cases(CommandContext context) {
        return context.rooms().archive().exports().cases();
    }

    private static ObjectNode asJson(Case one) {
        ObjectNode node = Json.object();
        node.put("case", one.name().value());
        node.put("reason", one.reason());
        node.put("by", one.by());
        node.put("at", one.at().toString());
        return node.put("messages", one.messages().size());
    }

    /** Opens a case. */
    @CommandLine.Command(name = "create")
    static final class Create extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "")
        private String reason;

        @Override
        int run(CommandContext context) {
            Case made = cases(context).create(Parsing.caseName(name), reason, context.reader());
            context.say("case.created", made.name());
            return ExitCode.DONE;
        }
    }

    /** Puts messages into a case. */
    @CommandLine.Command(name = "add")
    static final class Add extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", descriptionKey = "ID")
        private List<String> ids = List.of();

        @Option(names = "--query", paramLabel = "QUERY")
        private @Nullable String query;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "")
        private String reason;

        @Override
        int run(CommandContext context) {
            CaseName target = Parsing.caseName(name);
            Archive archive = ArchiveCommand.readable(context);
            List<MessageId> messages =
                    new ArrayList<>(ids.stream().map(Parsing::messageId).toList());
            if (query != null) {
                messages.addAll(found(archive, query, context));
            }
            int added = archive.exports().cases().add(target, messages, reason, context.reader());
            context.say("case.added", added, target);
            return ExitCode.DONE;
        }

        private static List<MessageId> found(Archive archive, String query, CommandContext context) {
            List<MessageId> found = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = archive.search(new SearchRequest(query, cursor, PAGE), context.reader());
                page.items().forEach(item -> found.add(item.id()));
                cursor = page.next();
            } while (cursor.isPresent());
            return found;
        }
    }

    /** Takes messages out of a case. */
    @CommandLine.Command(name = "remove")
    static final class Remove extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", descriptionKey = "ID")
        private List<String> ids;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "")
        private String reason;

        @Override
        int run(CommandContext context) {
            CaseName from = Parsing.caseName(name);
            List<MessageId> messages = ids.stream().map(Parsing::messageId).toList();
            int removed = cases(context).remove(from, messages, reason, context.reader());
            context.say("case.removed", removed, from);
            return ExitCode.DONE;
        }
    }

    /** Lists the cases. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Case> all = cases(context).list();
            if (json) {
                ArrayNode array = Json.array();
                all.forEach(one -> array.add(asJson(one)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.case"),
                    context.text("column.created"),
                    context.text("column.who"),
                    context.text("column.messages"),
                    context.text("column.reason"));
            all.forEach(one -> table.row(
                    one.name().value(),
                    Times.local(one.at()),
                    one.by(),
                    Integer.toString(one.messages().size()),
                    one.reason()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Shows a case: what is in it, and each change. */
    @CommandLine.Command(name = "show")
    static final class Show extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            CaseName wanted = Parsing.caseName(name);
            Case one = cases(context).get(wanted);
            List<CaseEvent> history = cases(context).history(wanted);
            if (json) {
                ObjectNode node = asJson(one);
                one.messages().forEach(id -> node.withArray("ids").add(id.value()));
                history.forEach(event -> node.withArray("history")
                        .addObject()
                        .put("at", event.at().toString())
                        .put("by", event.by())
                        .put("change", event.change().word())
                        .put("reason", event.reason())
                        .put("messages", event.messages().size()));
                context.json(node);
                return ExitCode.DONE;
            }
            history.forEach(event -> context.say(
                    "case.change." + event.change().word(),
                    Times.exact(event.at()),
                    event.by(),
                    event.messages().size(),
                    Table.clean(event.reason())));
            one.messages().forEach(id -> context.out().println(id.value()));
            return ExitCode.DONE;
        }
    }
}
