package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.json.LawJson;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.retention.Retention;
import io.tradepost.archive.retention.Schedule;
import io.tradepost.archive.retention.ScheduleTemplate;
import io.tradepost.archive.retention.Term;
import io.tradepost.domain.account.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How long mail is kept. */
@CommandLine.Command(
        name = "retention",
        subcommands = {
            ArchiveRetentionCommand.ListAll.class,
            ArchiveRetentionCommand.Add.class,
            ArchiveRetentionCommand.Raise.class,
            ArchiveRetentionCommand.Templates.class,
            ArchiveRetentionCommand.Explain.class
        })
final class ArchiveRetentionCommand {
    private static Retention desk(CommandContext context) {
        return context.rooms().archive().law().retention();
    }

    /** What a schedule or a hold is about, in one cell. */
    static String about(CommandContext context, Criteria about) {
        String query = about.query().isEmpty() ? context.text("law.everything") : about.query();
        return about.people().isEmpty()
                ? query
                : query + "  ["
                        + String.join(
                                ", ",
                                about.people().stream().map(Person::account).toList())
                        + "]";
    }

    /** Lists the schedules. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Schedule> schedules = desk(context).list();
            if (json) {
                ArrayNode array = Json.array();
                schedules.forEach(one -> array.add(new LawJson().schedule(one)));
                context.json(array);
                return ExitCode.DONE;
            }
            if (schedules.isEmpty()) {
                context.say("retention.none");
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.name"),
                    context.text("column.minimum"),
                    context.text("column.about"),
                    context.text("column.source"));
            schedules.forEach(
                    one -> table.row(one.name(), one.minimum().toString(), about(context, one.about()), one.source()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Makes a schedule. */
    @CommandLine.Command(name = "add")
    static final class Add extends ActCommand {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--keep", paramLabel = "TERM")
        private @Nullable String keep;

        @Option(names = "--query", paramLabel = "QUERY")
        private @Nullable String query;

        @Option(names = "--person", paramLabel = "ACCOUNT")
        private List<String> persons = List.of();

        @Option(names = "--department", paramLabel = "NAME")
        private @Nullable String department;

        @Option(names = "--role", paramLabel = "ROLE")
        private @Nullable String role;

        @Option(names = "--template", paramLabel = "TEMPLATE")
        private @Nullable String template;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Option(names = "--source", paramLabel = "TEXT")
        private @Nullable String source;

        @Override
        int run(CommandContext context) throws IOException {
            Optional<ScheduleTemplate> pattern = Optional.ofNullable(template)
                    .map(typed -> ScheduleTemplate.of(typed)
                            .orElseThrow(() -> new CommandFailure("retention.no-template", typed)));
            Term term = Optional.ofNullable(keep)
                    .map(Term::parse)
                    .or(() -> pattern.map(ScheduleTemplate::minimum))
                    .orElseThrow(() -> new CommandFailure("retention.no-term"));
            String wanted = Optional.ofNullable(query)
                    .or(() -> pattern.map(ScheduleTemplate::query))
                    .orElse("");
            Schedule made = desk(context)
                    .add(
                            name,
                            new Criteria(wanted, people(context)),
                            term,
                            reason,
                            Optional.ofNullable(source)
                                    .or(() -> pattern.map(ScheduleTemplate::source))
                                    .orElse(""),
                            person().reader(context));
            return done(
                    context,
                    new LawJson().schedule(made),
                    "retention.made",
                    made.name(),
                    made.minimum(),
                    about(context, made.about()));
        }

        /** A department or a role means the people in it now: the schedule carries their addresses. */
        private List<Person> people(CommandContext context) {
            List<Person> people =
                    new ArrayList<>(persons.stream().map(Person::new).toList());
            Optional<Role> wanted = Optional.ofNullable(role).map(Parsing::role);
            if (department != null || wanted.isPresent()) {
                context.rooms().accounts().list().stream()
                        .filter(one -> department == null || one.department().equals(department.strip()))
                        .filter(one -> wanted.isEmpty() || one.role() == wanted.get())
                        .forEach(one -> people.add(new Person(one.address().value())));
                if (people.isEmpty()) {
                    throw new CommandFailure("retention.nobody");
                }
            }
            return people;
        }
    }

    /** Raises a minimum. */
    @CommandLine.Command(name = "raise")
    static final class Raise extends ActCommand {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--keep", paramLabel = "TERM", required = true)
        private String keep;

        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Override
        int run(CommandContext context) throws IOException {
            Schedule raised = desk(context).raise(name, Term.parse(keep), reason, person().reader(context));
            return done(context, new LawJson().schedule(raised), "retention.raised", raised.name(), raised.minimum());
        }
    }

    /** Lists what statutes ask for. */
    @CommandLine.Command(name = "template")
    static final class Templates extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            if (json) {
                ArrayNode array = Json.array();
                Arrays.stream(ScheduleTemplate.values()).forEach(one -> array.add(new LawJson().template(one)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.name"), context.text("column.minimum"), context.text("column.source"));
            Arrays.stream(ScheduleTemplate.values())
                    .forEach(one -> table.row(one.word(), one.minimum().toString(), one.source()));
            table.print(context.out(), context.width());
            context.err().println(context.text("retention.templates-check"));
            return ExitCode.DONE;
        }
    }

    /** Says which schedules keep a message and until when. */
    @CommandLine.Command(name = "explain")
    static final class Explain extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            MessageId message = Parsing.messageId(id);
            Retention.Keeping keeping = desk(context).explain(message, context.reader());
            if (json) {
                context.json(new LawJson().keeping(keeping, context.clock().instant()));
                return ExitCode.DONE;
            }
            keeping.keeping()
                    .forEach(one -> context.say(
                            "retention.keeps",
                            one.schedule().name(),
                            one.schedule().minimum(),
                            Times.exact(one.until()),
                            one.schedule().source()));
            keeping.open().forEach(schedule -> context.say("retention.unread", schedule.name()));
            context.say(
                    keeping.until().isEmpty() ? "retention.for-ever" : "retention.until",
                    keeping.until().map(Times::exact).orElse(""));
            context.rooms()
                    .archive()
                    .law()
                    .holds()
                    .covering(message, context.reader())
                    .forEach(hold -> context.say("hold.covers", hold.name(), hold.matter()));
            return ExitCode.DONE;
        }
    }
}
