package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.export.ExportRecord;
import io.tradepost.archive.export.Selection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Lists what was exported, by whom and why. */
@CommandLine.Command(name = "list")
final class ExportListCommand extends Command {
    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) {
        List<ExportRecord> exports = context.rooms().archive().exports().list();
        if (json) {
            ArrayNode array = Json.array();
            exports.forEach(one -> array.add(asJson(one)));
            context.json(array);
            return ExitCode.DONE;
        }
        Table table = new Table(
                context.text("column.export"),
                context.text("column.who"),
                context.text("column.messages"),
                context.text("column.purpose"),
                context.text("column.selection"));
        exports.forEach(one -> table.row(
                one.id().value(),
                one.by(),
                one.manifestSha256().isEmpty() ? one.count() + " …" : Long.toString(one.count()),
                one.purpose(),
                asked(one)));
        table.print(context.out(), context.width());
        return ExitCode.DONE;
    }

    private static String asked(ExportRecord export) {
        return switch (export.selection()) {
            case Selection.Query query -> query.text();
            case Selection.InCase in -> in.name().value();
        };
    }

    private static ObjectNode asJson(ExportRecord export) {
        ObjectNode node = Json.object();
        node.put("export", export.id().value());
        node.put("at", export.at().toString());
        node.put("by", export.by());
        node.put("role", export.role());
        node.put("purpose", export.purpose());
        switch (export.selection()) {
            case Selection.Query query -> node.put("query", query.text());
            case Selection.InCase in -> node.put("case", in.name().value());
        }
        export.formats().stream()
                .sorted()
                .forEach(format -> node.withArray("formats").add(format.word()));
        node.put("messages", export.count());
        node.put("finished", export.event() == ExportRecord.Event.FINISHED);
        return node.put("manifestSha256", export.manifestSha256());
    }
}
