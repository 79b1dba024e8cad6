package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.Searchable;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known of one message: headers, envelope, how it came, what it is tied to and why. */
@CommandLine.Command(name = "show")
final class ArchiveShowCommand extends Command {
    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
    private String id;

    @Option(names = "--json")
    private boolean json;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    int run(CommandContext context) throws IOException {
        MessageId wanted = Parsing.messageId(id);
        Archive archive = ArchiveCommand.readable(context);
        Reader reader = reading.reader(context);
        ArchivedMessage message =
                archive.find(wanted, reader).orElseThrow(() -> new CommandFailure("archive.unknown", wanted));
        List<LinkEvent> history = archive.history(wanted, reader);
        if (json) {
            ArchiveJson shapes = new ArchiveJson();
            ObjectNode node = shapes.message(message);
            node.set("history", shapes.history(history));
            context.json(node);
        } else {
            print(context, message, history);
        }
        return ExitCode.DONE;
    }

    private static void print(CommandContext context, ArchivedMessage message, List<LinkEvent> history) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("column.id", message.id().value()));
        lines.add(new Line("column.received", Times.exact(message.receivedAt())));
        lines.add(new Line(
                "column.direction",
                context.text("direction." + message.direction().word())));
        lines.add(new Line("column.from", message.from()));
        lines.add(new Line("show.to", String.join(", ", message.to())));
        lines.add(new Line("show.cc", String.join(", ", message.cc())));
        lines.add(new Line("column.subject", message.subject()));
        lines.add(new Line("show.message-id", message.messageId()));
        lines.add(new Line("show.size", context.text("show.bytes", message.size())));
        lines.add(new Line("show.sha256", message.sha256()));
        message.attachments()
                .forEach(file -> lines.add(new Line(
                        "show.attachment",
                        file.name() + "  " + file.type() + "  " + context.text("show.bytes", file.size())
                                + searchable(context, file))));
        lines.add(new Line("show.envelope-from", "<" + message.envelope().from() + ">"));
        message.envelope().to().forEach(to -> lines.add(new Line("show.envelope-to", "<" + to + ">")));
        lines.add(new Line("show.account", String.join(", ", message.account())));
        session(lines, message.session());
        message.unsearchable().forEach(part -> lines.add(new Line("show.unsearchable", part)));
        print(context, lines);
        links(context, message.links(), history);
    }

    /** Nothing for what can be searched in full, which is nearly everything. */
    private static String searchable(CommandContext context, ArchivedMessage.Attachment file) {
        if (file.searchable() == Searchable.YES) {
            return "";
        }
        String why = file.reasons().stream()
                .map(reason -> context.text("unread." + reason))
                .collect(Collectors.joining(", "));
        return "  (" + context.text("searchable." + file.searchable().word()) + (why.isEmpty() ? "" : ": " + why) + ")";
    }

    private static void session(List<Line> lines, SessionFacts session) {
        lines.add(new Line("show.source", session.source()));
        lines.add(new Line("show.remote", session.remoteAddress()));
        lines.add(new Line("show.helo", session.helo()));
        lines.add(new Line("show.tls", session.tls()));
        lines.add(new Line("show.auth", session.authUser()));
        lines.add(new Line("show.queue", session.queueId()));
        new TreeMap<>(session.more()).forEach((name, value) -> lines.add(new Line("show.fact", name + " = " + value)));
    }

    private static void print(CommandContext context, List<Line> lines) {
        PrintWriter out = context.out();
        int widest = lines.stream()
                .mapToInt(line -> Table.cells(context.text(line.label())))
                .max()
                .orElse(0);
        for (Line line : lines) {
            if (!line.value().isBlank()) {
                String label = context.text(line.label());
                out.println(label + " ".repeat(widest - Table.cells(label) + 2) + Table.clean(line.value()));
            }
        }
    }

    private static void links(CommandContext context, List<Link> links, List<LinkEvent> history) {
        PrintWriter out = context.out();
        out.println();
        if (history.isEmpty()) {
            context.say("show.not-tagged");
            return;
        }
        LinkEvent last = history.get(history.size() - 1);
        context.say("show.tagged", Times.exact(last.at()), last.by(), last.basis());
        if (links.isEmpty()) {
            context.say("show.no-links");
        }
        for (Link link : links) {
            out.println("  %s %s  (%s)  %s %.3f"
                    .formatted(
                            link.kind(),
                            Table.clean(link.key()),
                            Table.clean(link.customer()),
                            context.text("link." + link.status().word()),
                            link.probability()));
            link.evidence()
                    .forEach(why -> out.println(String.format(
                            Locale.ROOT, "    - %s / %s: %s", why.type(), why.where(), Table.clean(why.text()))));
        }
    }

    /**
     * A line of the sheet.
     *
     * @param label name of the sentence
     */
    private record Line(String label, String value) {}
}
