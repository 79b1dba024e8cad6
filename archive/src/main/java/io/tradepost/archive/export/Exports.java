package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Progress;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.export.pdf.MessagePdf;
import io.tradepost.archive.export.pdf.PdfFonts;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.ExportPayload;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes exports, and knows which were made. */
public final class Exports {
    private final ExportSource source;
    private final Cases cases;

    /** Over this archive. */
    public Exports(ExportSource source) {
        this.source = source;
        this.cases = new Cases(source);
    }

    /** Collections of messages that an export can be made of. */
    public Cases cases() {
        return cases;
    }

    /**
     * Makes an export. It is recorded before anything is written; a failure is recorded, too.
     *
     * @throws QueryException   if the query can't be understood
     * @throws ArchiveException permanent if the target is no place for an export; temporary if the disk is full or the
     *                          archive does not answer, after which {@link #resume} goes on
     */
    public ExportReport run(ExportOrder order, Reader reader, Consumer<Progress> progress) {
        return run(nextId(), order, reader, progress);
    }

    /** A name for an export that is to be made. */
    ExportId nextId() {
        return ExportId.next(source.now());
    }

    /** Fails as {@link #run} would for a wish that can't be understood; makes nothing. */
    void check(ExportOrder order, Reader reader) {
        source.admit(reader, "export", String.join(" ", details(order).values()));
        switch (order.selection()) {
            case Selection.Query query ->
                source.search(new SearchRequest(query.text(), Optional.empty(), 1), reader.scope());
            case Selection.InCase in -> cases.get(in.name());
        }
    }

    /** Records that somebody fetches the file of an export. */
    void fetched(ExportId id, Reader reader, boolean there) {
        source.admit(reader, "export-fetch", id.value());
        audit(reader, "export-fetch", id, there ? "done" : "not-found", Map.of());
    }

    /** Records that the file of an export is deleted. */
    void discarded(ExportId id, Reader reader, String action, boolean there) {
        audit(reader, action, id, there ? "done" : "not-found", Map.of());
    }

    /** The archive's time. */
    Instant now() {
        return source.now();
    }

    ExportReport run(ExportId id, ExportOrder order, Reader reader, Consumer<Progress> progress) {
        return recorded(id, order.target(), reader, "export", details(order), () -> {
            needFree(order);
            if (order.formats().contains(ExportFormat.PDF)) {
                // Better to hear now that there is no font than when everything is planned.
                PdfFonts.ofThisMachine().close();
            }
            try (WorkFolder work = WorkFolder.open(order.target(), order.form())) {
                ExportPlan plan = new Planning(source, cases).make(id, order, reader, work, progress);
                return write(plan, order.target(), reader, work, progress);
            }
        });
    }

    /**
     * Goes on with an export that did not end, wherever it stood. The result has the same bytes as if nothing had happened.
     *
     * @throws ArchiveException permanent if there is no unfinished export of this archive
     */
    public ExportReport resume(Path target, Reader reader, Consumer<Progress> progress) {
        Path place = target.toAbsolutePath().normalize();
        ExportOrder.Form form = WorkFolder.unfinished(place)
                .orElseThrow(() -> ArchiveException.permanent("there is no unfinished export in " + place));
        try (WorkFolder work = WorkFolder.open(place, form)) {
            ExportPlan plan = work.plan()
                    .filter(known -> known.journal().equals(source.journal()))
                    .orElseThrow(() -> ArchiveException.permanent("the export in " + place
                            + " is of another archive, or had not been planned: begin it again"));
            return recorded(
                    plan.id(),
                    place,
                    reader,
                    "export-resume",
                    Map.of(),
                    () -> write(plan, place, reader, work, progress));
        } catch (IOException e) {
            throw cannotWrite(place, e);
        }
    }

    /** Every export that was planned, oldest first; those that ended carry the hash of their manifest. */
    public List<ExportRecord> list() {
        return source.byKey(ExportPayload.REGISTER).stream()
                .filter(record -> record.kind().equals(Optional.of(RecordKind.EXPORT)))
                .map(ExportPayload::read)
                .map(planned -> finished(planned.id()).orElse(planned))
                .toList();
    }

    /** How an export ended, if it did. */
    public Optional<ExportRecord> finished(ExportId id) {
        return source.byKey(ExportPayload.key(id)).stream()
                .filter(record -> record.kind().equals(Optional.of(RecordKind.EXPORT)))
                .map(ExportPayload::read)
                .filter(export -> export.id().equals(id))
                .findFirst();
    }

    private ExportReport write(
            ExportPlan plan, Path target, Reader reader, WorkFolder work, Consumer<Progress> progress)
            throws IOException {
        ExportState state = work.state();
        boolean closing = state.steps() > 0;
        Closing ending;
        try (PdfFonts fonts = plan.formats().contains(ExportFormat.PDF) ? PdfFonts.ofThisMachine() : PdfFonts.none();
                Bundle bundle = bundle(plan, target, work, state);
                Parts parts = new Parts(work, state, closing)) {
            Optional<MessagePdf> pdf =
                    plan.formats().contains(ExportFormat.PDF) ? Optional.of(new MessagePdf(fonts)) : Optional.empty();
            if (!closing) {
                try (Exporting exporting = new Exporting(source, plan, work, bundle, parts, pdf, state)) {
                    state = exporting.run(progress);
                }
            }
            ending = new Closing(source, plan, work, bundle, parts.get(Parts.SUMS));
            ending.run(state);
        }
        ExportReport report = new ExportReport(
                plan.id(), target, plan.count(), state.bytes(), ending.manifestSha256(), ending.missing());
        if (finished(plan.id()).isEmpty()) {
            source.append(ExportPayload.finished(new ExportRecord(
                    plan.id(),
                    ExportRecord.Event.FINISHED,
                    source.now(),
                    reader.who(),
                    reader.role(),
                    reader.origin(),
                    plan.selection(),
                    plan.formats(),
                    plan.purpose(),
                    plan.count(),
                    report.manifestSha256())));
        }
        work.remove();
        return report;
    }

    private static Bundle bundle(ExportPlan plan, Path target, WorkFolder work, ExportState state) throws IOException {
        return switch (plan.form()) {
            case FOLDER -> new FolderBundle(target, work.folder());
            case ZIP -> new ZipBundle(target, work.folder(), plan.begun(), state);
        };
    }

    /** What an export does that may fail. */
    @FunctionalInterface
    private interface Work {
        ExportReport run() throws IOException;
    }

    private ExportReport recorded(
            ExportId id, Path target, Reader reader, String action, Map<String, String> details, Work work) {
        source.admit(reader, action, target.toString());
        Map<String, String> facts = new TreeMap<>(details);
        facts.put("export", id.value());
        facts.put("target", target.toString());
        audit(reader, action, id, "begun", facts);
        try {
            ExportReport report = work.run();
            facts.put("messages", Long.toString(report.messages()));
            audit(reader, action, id, "done", facts);
            return report;
        } catch (IOException e) {
            failed(reader, action, id, facts, e);
            throw cannotWrite(target, e);
        } catch (RuntimeException e) {
            failed(reader, action, id, facts, e);
            throw e;
        }
    }

    /** That the failure could not be recorded must not hide it. */
    private void failed(Reader reader, String action, ExportId id, Map<String, String> facts, Exception failure) {
        try {
            Map<String, String> why = new TreeMap<>(facts);
            why.put("reason", String.valueOf(failure.getMessage()));
            audit(reader, action, id, failure instanceof QueryException ? "refused" : "failed", why);
        } catch (ArchiveException e) {
            failure.addSuppressed(e);
        }
    }

    private void audit(Reader reader, String action, ExportId id, String outcome, Map<String, String> details) {
        reader.receipt()
                .recorded(source.audit(AuditEvent.of(source.now(), reader, action, id.value(), outcome, details)));
    }

    private static Map<String, String> details(ExportOrder order) {
        Map<String, String> details = new TreeMap<>();
        switch (order.selection()) {
            case Selection.Query query -> details.put("query", query.text());
            case Selection.InCase in -> details.put("case", in.name().value());
        }
        details.put(
                "formats",
                String.join(
                        " ",
                        order.formats().stream()
                                .sorted()
                                .map(ExportFormat::word)
                                .toList()));
        details.put("purpose", order.purpose());
        return details;
    }

    private static ArchiveException cannotWrite(Path target, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return ArchiveException.temporary(
                "the export to " + target + " can't be written: " + reason
                        + ". What is done stays; when there is room again, go on with resume",
                e);
    }

    /** An export never mixes with what is there. What another one planned but never began may be overwritten. */
    private static void needFree(ExportOrder order) throws IOException {
        Path target = order.target();
        Optional<ExportOrder.Form> unfinished = WorkFolder.unfinished(target);
        if (unfinished.isPresent()
                && Files.exists(WorkFolder.place(target, unfinished.get()).resolve("plan.json"))) {
            throw ArchiveException.permanent("there is an unfinished export in " + target + ": go on with resume");
        }
        boolean free = order.form() == ExportOrder.Form.FOLDER ? emptyFolder(target) : !Files.exists(target);
        if (!free) {
            throw ArchiveException.permanent(
                    "an export needs a new or empty place, and there is something at " + target);
        }
    }

    private static boolean emptyFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        Path work = WorkFolder.place(folder, ExportOrder.Form.FOLDER);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.equals(work)) {
                    return false;
                }
            }
        }
        return true;
    }
}
