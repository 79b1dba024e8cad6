package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Progress;
import io.tradepost.archive.Reader;
import io.tradepost.archive.export.BundleCheck;
import io.tradepost.archive.export.BundleReport;
import io.tradepost.archive.export.ExportFormat;
import io.tradepost.archive.export.ExportOrder;
import io.tradepost.archive.export.ExportReport;
import io.tradepost.archive.export.Exports;
import io.tradepost.archive.export.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives messages out in a form that proves itself. Recorded before the first byte is written (law L7). */
@CommandLine.Command(
        name = "export",
        subcommands = {
            ArchiveExportCommand.Verify.class,
            ExportListCommand.class,
            ExportFilesCommand.class,
            ExportFilesCommand.Discard.class
        })
final class ArchiveExportCommand extends Command {
    @Parameters(index = "0", arity = "0..*", paramLabel = "QUERY", descriptionKey = "QUERY")
    private List<String> words = List.of();

    @Option(names = "--case", paramLabel = "NAME")
    private @Nullable String caseName;

    @Option(names = "--to", paramLabel = "FOLDER")
    private @Nullable String to;

    @Option(names = "--format", paramLabel = "FORMATS", split = ",", defaultValue = "eml")
    private List<String> formats;

    @Option(names = "--zip")
    private boolean zip;

    @Option(names = "--resume")
    private boolean resume;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) throws IOException {
        if (to == null) {
            throw new CommandFailure("export.to");
        }
        Path target = context.resolve(to);
        Reader reader = reading.reader(context);
        Exports exports = ArchiveCommand.readable(context).exports();
        Consumer<Progress> progress = new ProgressLine(context, json);
        ExportReport report = resume
                ? exports.resume(target, reader, progress)
                : exports.run(order(target, reader.purpose()), reader, progress);
        if (json) {
            context.json(asJson(report));
        } else {
            report.missing().forEach(one -> context.say("export.missing", one.message(), Table.clean(one.reason())));
            context.say("export.done", report.messages(), report.bytes(), report.target());
            context.say("export.manifest", report.id(), report.manifestSha256());
        }
        return report.missing().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private ExportOrder order(Path target, String purpose) {
        Selection selection;
        if (caseName != null && !words.isEmpty()) {
            throw new CommandFailure("export.query-or-case");
        } else if (caseName != null) {
            selection = new Selection.InCase(Parsing.caseName(caseName));
        } else if (words.isEmpty()) {
            throw new CommandFailure("export.query-or-case");
        } else {
            selection = new Selection.Query(String.join(" ", words));
        }
        ExportOrder.Form form = zip ? ExportOrder.Form.ZIP : ExportOrder.Form.FOLDER;
        return new ExportOrder(selection, chosen(), form, target, purpose);
    }

    private Set<ExportFormat> chosen() {
        Set<ExportFormat> chosen = EnumSet.noneOf(ExportFormat.class);
        for (String word : formats) {
            chosen.add(ExportFormat.parse(word).orElseThrow(() -> new CommandFailure("export.format", word)));
        }
        return chosen;
    }

    private static ObjectNode asJson(ExportReport report) {
        ObjectNode node = Json.object();
        node.put("export", report.id().value());
        node.put("target", report.target().toString());
        node.put("messages", report.messages());
        node.put("bytes", report.bytes());
        node.put("manifestSha256", report.manifestSha256());
        ArrayNode missing = node.putArray("missing");
        report.missing()
                .forEach(
                        one -> missing.addObject().put("message", one.message()).put("reason", one.reason()));
        return node;
    }

    /** Checks an export, without the archive that it came from. */
    @CommandLine.Command(name = "verify")
    static final class Verify extends Command {
        private static final int MOST_SHOWN = 50;

        @Parameters(index = "0", paramLabel = "FOLDER|ZIP", descriptionKey = "BUNDLE")
        private String bundle;

        @Option(names = "--json")
        private boolean json;

        @Override
        Place place() {
            return Place.CALLER;
        }

        @Override
        int run(CommandContext context) {
            BundleReport report = BundleCheck.run(context.resolve(bundle), new ProgressLine(context, json));
            if (json) {
                context.json(asJson(report));
            } else {
                report.problems().stream()
                        .limit(MOST_SHOWN)
                        .forEach(one ->
                                context.say("export.problem", Table.clean(one.where()), Table.clean(one.what())));
                long problems = report.problems().size() + report.more();
                if (problems > MOST_SHOWN) {
                    context.say("archive.and-more", problems - MOST_SHOWN);
                }
                context.say(
                        report.intact() ? "export.intact" : "export.not-intact",
                        report.messages(),
                        report.missing(),
                        report.manifestSha256(),
                        problems);
            }
            return report.intact() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        private static ObjectNode asJson(BundleReport report) {
            ObjectNode node = Json.object();
            node.put("intact", report.intact());
            node.put("messages", report.messages());
            node.put("missing", report.missing());
            node.put("manifestSha256", report.manifestSha256());
            ArrayNode problems = node.putArray("problems");
            report.problems()
                    .forEach(one ->
                            problems.addObject().put("where", one.where()).put("what", one.what()));
            return node.put("more", report.more());
        }
    }
}
