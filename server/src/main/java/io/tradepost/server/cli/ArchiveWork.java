package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.VerifyRequest;
import io.tradepost.archive.json.ProofJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Long work on the whole archive. */
final class ArchiveWork {
    /** Named one by one on a terminal; all of them in JSON. */
    private static final int MOST_SHOWN = 20;

    private ArchiveWork() {}

    /** Hashes every record again. */
    @CommandLine.Command(name = "verify")
    static final class Verify extends Command {
        @Option(names = "--json")
        private boolean json;

        @Option(names = "--resume")
        private boolean resume;

        @Option(names = "--against", paramLabel = "FOLDER")
        private List<String> against = List.of();

        @Override
        int run(CommandContext context) {
            VerifyRequest request = new VerifyRequest(
                    resume, against.stream().map(context::resolve).toList());
            VerifyReport report = context.rooms().archive().verify(request, new ProgressLine(context, json));
            if (json) {
                context.json(asJson(report));
            } else {
                report.firstBad().ifPresent(sequence -> context.say("archive.first-bad", sequence, report.bad()));
                report.notices().forEach(notice -> context.out().println(notice));
                report.problems().stream()
                        .limit(MOST_SHOWN)
                        .forEach(problem -> context.say(
                                "archive.bad-record",
                                problem.segment(),
                                problem.offset(),
                                problem.sequence(),
                                problem.message()));
                report.compared()
                        .forEach(row -> context.say(
                                "archive.compared", row.place(), row.checkpoints(), row.stamps(), row.newest()));
                context.say(
                        report.intact() ? "archive.intact" : "archive.damaged",
                        report.records(),
                        report.segments(),
                        report.bytes(),
                        report.problems().size());
            }
            return report.intact() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        private static ObjectNode asJson(VerifyReport report) {
            ObjectNode node = Json.object();
            node.put("intact", report.intact());
            node.put("records", report.records());
            node.put("segments", report.segments());
            node.put("bytes", report.bytes());
            ArrayNode problems = node.putArray("problems");
            report.problems()
                    .forEach(problem -> problems.addObject()
                            .put("segment", problem.segment())
                            .put("offset", problem.offset())
                            .put("sequence", problem.sequence())
                            .put("message", problem.message()));
            report.notices().forEach(node.putArray("notices")::add);
            new ProofJson().compared(node, report);
            return node;
        }
    }

    /** Makes catalog and index anew from the journal alone. */
    @CommandLine.Command(name = "rebuild")
    static final class Rebuild extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            context.audit("archive-rebuild", "", Map.of());
            context.rooms().archive().rebuild(new ProgressLine(context, json));
            long records = context.rooms().archive().health().records();
            if (json) {
                context.json(Json.object().put("records", records));
            } else {
                context.say("archive.rebuilt", records);
            }
            return ExitCode.DONE;
        }
    }

    /** Brings in mail from files. */
    @CommandLine.Command(name = "import")
    static final class Import extends Command {
        @Parameters(index = "0", paramLabel = "FILE|DIR|MBOX", descriptionKey = "SOURCE")
        private String source;

        @Option(names = "--dry-run")
        private boolean dryRun;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) throws IOException {
            Path path = context.resolve(source);
            if (!Files.isReadable(path)) {
                throw new CommandFailure("failure.no-file", path);
            }
            ImportSettings settings = new ImportSettings(
                    context.reader().who(),
                    Set.copyOf(context.configuration().configuration().domains()),
                    dryRun);
            context.audit("archive-import", path.toString(), Map.of());
            ImportReport report = context.rooms().archive().importFrom(path, settings, new ProgressLine(context, json));
            return tell(context, report, json, dryRun);
        }

        /** Says what an import did, or would do. */
        static int tell(CommandContext context, ImportReport report, boolean json, boolean dryRun) {
            if (json) {
                context.json(asJson(report));
            } else {
                print(context, "archive.import-failed", report.failed());
                print(context, "archive.import-partly", report.notFullyParsed());
                context.say(
                        dryRun ? "archive.would-import" : "archive.imported",
                        report.found(),
                        report.archived(),
                        report.repeated(),
                        report.failed().size(),
                        report.notFullyParsed().size());
            }
            return report.failed().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        private static void print(CommandContext context, String heading, List<ImportReport.Item> items) {
            if (items.isEmpty()) {
                return;
            }
            context.say(heading);
            items.stream()
                    .limit(MOST_SHOWN)
                    .forEach(item -> context.out()
                            .println("  " + Table.clean(item.source()) + ": " + Table.clean(item.reason())));
            if (items.size() > MOST_SHOWN) {
                context.say("archive.and-more", items.size() - MOST_SHOWN);
            }
        }

        private static ObjectNode asJson(ImportReport report) {
            ObjectNode node = Json.object();
            node.put("found", report.found());
            node.put("archived", report.archived());
            node.put("repeated", report.repeated());
            items(node.putArray("failed"), report.failed());
            items(node.putArray("notFullyParsed"), report.notFullyParsed());
            return node;
        }

        private static void items(ArrayNode array, List<ImportReport.Item> items) {
            items.forEach(item -> array.addObject()
                    .put("source", item.source())
                    .put("id", item.id())
                    .put("reason", item.reason()));
        }
    }
}
