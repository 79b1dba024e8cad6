package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.export.CaseName;
import io.tradepost.archive.export.ExportFormat;
import io.tradepost.archive.export.ExportId;
import io.tradepost.archive.export.ExportJob;
import io.tradepost.archive.export.ExportJobs;
import io.tradepost.archive.export.ExportRecord;
import io.tradepost.archive.export.Exports;
import io.tradepost.archive.export.KeptBundle;
import io.tradepost.archive.export.Selection;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import io.tradepost.console.http.ProblemException;
import io.tradepost.console.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Exports: begun here, made in the background, fetched when they are done. For officers. */
public final class ExportRoutes {
    private static final Set<Access> OFFICERS = Set.of(Access.OFFICER);

    private final Exports exports;
    private final ExportJobs jobs;
    private final ObjectMapper mapper;
    private final JsonAnswer json;

    /** Over these. */
    public ExportRoutes(Exports exports, ExportJobs jobs, ObjectMapper mapper) {
        this.exports = exports;
        this.jobs = jobs;
        this.mapper = mapper;
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        String one = "/api/v1/exports/{export}";
        return List.of(
                new Route("listExports", "/api/v1/exports", Route.Kind.CONTRACTED, OFFICERS, this::list),
                new Route(
                        "createExport",
                        "/api/v1/exports",
                        Route.Kind.CONTRACTED,
                        OFFICERS,
                        Route.Method.POST,
                        this::create),
                new Route("getExport", one, Route.Kind.CONTRACTED, OFFICERS, this::find),
                new Route("getExportBundle", one + "/bundle", Route.Kind.CONTRACTED, OFFICERS, this::fetch),
                new Route(
                        "discardExport",
                        one + "/discard",
                        Route.Kind.CONTRACTED,
                        OFFICERS,
                        Route.Method.POST,
                        this::discard));
    }

    private void list(Call call) {
        ArrayNode array = mapper.createArrayNode();
        Map<ExportId, KeptBundle> kept =
                jobs.kept().stream().collect(Collectors.toMap(KeptBundle::id, Function.identity()));
        for (ExportRecord record : exports.list()) {
            ObjectNode node = array.addObject();
            node.put("export", record.id().value());
            node.put("at", record.at().toString());
            node.put("by", record.by());
            node.put("purpose", record.purpose());
            switch (record.selection()) {
                case Selection.Query query -> node.put("query", query.text());
                case Selection.InCase in -> node.put("case", in.name().value());
            }
            record.formats().stream()
                    .sorted()
                    .forEach(format -> node.withArray("formats").add(format.word()));
            node.put("messages", record.count());
            node.put("finished", record.event() == ExportRecord.Event.FINISHED);
            node.put("manifestSha256", record.manifestSha256());
            Optional.ofNullable(kept.get(record.id()))
                    .ifPresent(bundle -> node.putObject("bundle")
                            .put("bytes", bundle.bytes())
                            .put("until", bundle.until().toString()));
        }
        json.write(call.http(), 200, array);
    }

    private void create(Call call) {
        Optional<String> query = call.arguments().optional("query");
        Optional<String> inCase = call.arguments().optional("case");
        if (query.isPresent() == inCase.isPresent()) {
            throw Problem.of(Problem.Kind.INVALID_PARAMETER, "export.query-or-case")
                    .with("parameter", "query")
                    .asException();
        }
        Selection selection = query.<Selection>map(Selection.Query::new)
                .orElseGet(() -> new Selection.InCase(new CaseName(inCase.orElseThrow())));
        Set<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        for (String word : call.arguments().texts("formats")) {
            formats.add(ExportFormat.parse(word)
                    .orElseThrow(() -> Problem.of(Problem.Kind.INVALID_PARAMETER, "export.format", word)
                            .with("parameter", "formats")
                            .asException()));
        }
        if (formats.isEmpty()) {
            formats.add(ExportFormat.EML);
        }
        ExportJob job = jobs.begin(
                selection,
                formats,
                call.caller().reader().purpose(),
                call.caller().reader());
        json.write(call.http(), 202, shape(job));
    }

    private void find(Call call) {
        json.write(call.http(), 200, shape(jobs.find(id(call)).orElseThrow(() -> unknown(call))));
    }

    private void fetch(Call call) throws IOException {
        Path file = jobs.fetch(id(call), call.caller().reader()).orElseThrow(() -> unknown(call));
        call.http().contentType("application/zip");
        call.http().header("Content-Disposition", "attachment; filename=\"export-" + id(call) + ".zip\"");
        call.http().res().setContentLengthLong(Files.size(file));
        if (call.http().req().getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.transferTo(call.http().res().getOutputStream());
        }
    }

    private void discard(Call call) {
        if (!jobs.discard(id(call), call.caller().reader())) {
            throw unknown(call);
        }
        json.write(
                call.http(),
                200,
                mapper.createObjectNode().put("export", id(call).value()).put("discarded", true));
    }

    private ObjectNode shape(ExportJob job) {
        ObjectNode node = mapper.createObjectNode();
        node.put("export", job.id().value());
        node.put("state", job.state().word());
        node.put("done", job.done());
        node.put("total", job.total());
        node.put("reason", job.reason());
        return node.put(
                "manifestSha256",
                exports.finished(job.id()).map(ExportRecord::manifestSha256).orElse(""));
    }

    private static ExportId id(Call call) {
        return new ExportId(call.arguments().text("export"));
    }

    private static ProblemException unknown(Call call) {
        return Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "export.unknown",
                        call.arguments().text("export"))
                .asException();
    }
}
