package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.audit.AuditQuery;
import io.tradepost.archive.json.LawActsJson;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who did what. */
@CommandLine.Command(
        name = "audit",
        subcommands = {ArchiveAuditCommand.Search.class})
final class ArchiveAuditCommand {
    private ArchiveAuditCommand() {}

    /** Finds acts. */
    @CommandLine.Command(name = "search")
    static final class Search extends Command {
        @Option(names = "--who", paramLabel = "WHO")
        private @Nullable String who;

        @Option(names = "--action", paramLabel = "ACTION")
        private @Nullable String action;

        @Option(names = "--target", paramLabel = "TARGET")
        private @Nullable String target;

        @Option(names = "--outcome", paramLabel = "OUTCOME")
        private @Nullable String outcome;

        @Option(names = "--from", paramLabel = "DATE")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "DATE")
        private @Nullable String to;

        @Option(names = "--before-record", paramLabel = "N")
        private @Nullable Long beneath;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
        private int limit;

        @Option(names = "--json")
        private boolean json;

        @Mixin
        private PersonOptions person = new PersonOptions();

        @Override
        int run(CommandContext context) throws IOException {
            if (limit < 1 || limit > 500) {
                throw new CommandFailure("archive.limit", limit);
            }
            AuditQuery query = new AuditQuery(
                    Optional.ofNullable(who),
                    Optional.ofNullable(action),
                    Optional.ofNullable(target),
                    Optional.ofNullable(outcome),
                    Optional.ofNullable(from).map(typed -> day(typed, 0)),
                    Optional.ofNullable(to).map(typed -> day(typed, 1)),
                    beneath == null ? OptionalLong.empty() : OptionalLong.of(beneath),
                    limit);
            List<AuditEntry> found = context.rooms().archive().law().audit().search(query, person.reader(context));
            if (json) {
                ArrayNode array = Json.array();
                found.forEach(entry -> array.add(new LawActsJson().act(entry)));
                context.json(array);
            } else {
                print(context, found);
            }
            return ExitCode.DONE;
        }

        private void print(CommandContext context, List<AuditEntry> found) {
            Table table = new Table(
                    context.text("column.record"),
                    context.text("column.at"),
                    context.text("column.by"),
                    context.text("column.action"),
                    context.text("column.outcome"),
                    context.text("column.subject-of"),
                    context.text("column.details"));
            for (AuditEntry entry : found) {
                AuditEvent event = entry.event();
                table.row(
                        Long.toString(entry.sequence()),
                        Times.exact(event.at()),
                        event.who(),
                        event.action(),
                        event.outcome(),
                        event.target(),
                        new TreeMap<>(event.details()).toString());
            }
            table.print(context.out(), context.width());
            if (found.size() == limit) {
                context.err().println(context.text("audit.more", found.getLast().sequence()));
            }
        }

        /** A day in this machine's zone, or an instant. */
        private static Instant day(String typed, int plusDays) {
            try {
                return typed.contains("T")
                        ? Instant.parse(typed)
                        : LocalDate.parse(typed)
                                .plusDays(plusDays)
                                .atStartOfDay(ZoneId.systemDefault())
                                .toInstant();
            } catch (DateTimeParseException e) {
                CommandFailure failure = new CommandFailure("notice.no-date", typed);
                failure.initCause(e);
                throw failure;
            }
        }
    }
}
