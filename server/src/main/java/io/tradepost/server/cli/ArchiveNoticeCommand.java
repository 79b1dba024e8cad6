package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.json.LawActsJson;
import io.tradepost.archive.notice.Notice;
import io.tradepost.archive.notice.NoticeText;
import io.tradepost.archive.notice.Notices;
import io.tradepost.domain.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who was told that their mail is archived. */
@CommandLine.Command(
        name = "notice",
        subcommands = {
            ArchiveNoticeCommand.Text.class,
            ArchiveNoticeCommand.Told.class,
            ArchiveNoticeCommand.ListAll.class
        })
final class ArchiveNoticeCommand {
    private static Notices desk(CommandContext context) {
        return context.rooms().archive().law().notices();
    }

    /** Prints what people are told. */
    @CommandLine.Command(name = "text")
    static final class Text extends Command {
        @Override
        int run(CommandContext context) {
            NoticeText text = NoticeText.standard();
            context.out().println(text.in(context.locale()));
            context.err().println(context.text("notice.version", text.version(), text.sha256()));
            return ExitCode.DONE;
        }
    }

    /** Records that somebody was told. */
    @CommandLine.Command(name = "record")
    static final class Told extends Command {
        @Parameters(index = "0..*", arity = "1..*", paramLabel = "ACCOUNT", descriptionKey = "ACCOUNT")
        private List<String> accounts = List.of();

        @Option(names = "--how", paramLabel = "HOW", defaultValue = "shown")
        private String how;

        @Option(names = "--text-version", paramLabel = "VERSION")
        private @Nullable String version;

        @Option(names = "--text-file", paramLabel = "FILE")
        private @Nullable String file;

        @Option(names = "--date", paramLabel = "DATE")
        private @Nullable String date;

        @Mixin
        private PersonOptions person = new PersonOptions();

        @Override
        int run(CommandContext context) throws IOException {
            Notice.How way = Notice.How.of(how).orElseThrow(() -> new CommandFailure("notice.no-way", how));
            if ((version == null) != (file == null)) {
                throw new CommandFailure("notice.own-text");
            }
            NoticeText standard = NoticeText.standard();
            String which = Optional.ofNullable(version).orElse(standard.version());
            String sha256 = file == null
                    ? standard.sha256()
                    : HexFormat.of().formatHex(Digests.sha256().digest(Files.readAllBytes(context.resolve(file))));
            var at = Optional.ofNullable(date).map(Told::day);
            var by = person.reader(context);
            for (String account : accounts) {
                Account known = context.rooms()
                        .accounts()
                        .find(Parsing.address(account))
                        .orElseThrow(() -> new CommandFailure("account.unknown", account));
                desk(context).record(new Person(known.address().value()), which, sha256, way, at, by);
            }
            context.say("notice.recorded", accounts.size(), which);
            return ExitCode.DONE;
        }

        private static java.time.Instant day(String typed) {
            try {
                return LocalDate.parse(typed)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            } catch (DateTimeParseException e) {
                CommandFailure failure = new CommandFailure("notice.no-date", typed);
                failure.initCause(e);
                throw failure;
            }
        }
    }

    /** Lists who was told, and who was not. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--text-version", paramLabel = "VERSION")
        private @Nullable String version;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            String which =
                    Optional.ofNullable(version).orElse(NoticeText.standard().version());
            List<Person> people = context.rooms().accounts().list().stream()
                    .map(account -> new Person(account.address().value()))
                    .toList();
            List<Person> missing = desk(context).missing(people, which);
            if (json) {
                ObjectNode node = Json.object();
                node.put("version", which);
                ArrayNode told = node.putArray("notices");
                desk(context).list().forEach(notice -> told.add(new LawActsJson().notice(notice)));
                ArrayNode lacking = node.putArray("missing");
                missing.forEach(one -> lacking.add(one.account()));
                context.json(node);
            } else {
                print(context, missing, which);
            }
            return missing.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        private static void print(CommandContext context, List<Person> missing, String version) {
            Table table = new Table(
                    context.text("column.address"),
                    context.text("column.version"),
                    context.text("column.told"),
                    context.text("column.how"),
                    context.text("column.by"));
            desk(context)
                    .list()
                    .forEach(notice -> table.row(
                            notice.person().account(),
                            notice.version(),
                            Times.local(notice.at()),
                            context.text("notice.how." + notice.how().word()),
                            notice.by()));
            if (!table.isEmpty()) {
                table.print(context.out(), context.width());
            }
            missing.forEach(one -> context.say("notice.missing", one.account(), version));
        }
    }
}
