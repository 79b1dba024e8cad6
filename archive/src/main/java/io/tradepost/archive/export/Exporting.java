package io.tradepost.archive.export;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.export.pdf.MessagePdf;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.payload.StoredDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the messages of a planned export, from where it stands. */
final class Exporting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exporting.class);
    private static final int COMMIT_MESSAGES = 256;
    private static final long COMMIT_BYTES = 32L << 20;

    private final ExportSource source;
    private final ExportPlan plan;
    private final WorkFolder work;
    private final Bundle bundle;
    private final Parts parts;
    private final SortedEntries ids;
    private final SortedEntries custody;
    private final Manifest manifest;
    private final IndexPages pages;
    private final Optional<MessagePdf> pdf;
    private long done;
    private long bytes;
    private long uncommitted;

    Exporting(
            ExportSource source,
            ExportPlan plan,
            WorkFolder work,
            Bundle bundle,
            Parts parts,
            Optional<MessagePdf> pdf,
            ExportState state)
            throws IOException {
        this.source = source;
        this.plan = plan;
        this.work = work;
        this.bundle = bundle;
        this.parts = parts;
        this.ids = new SortedEntries(work.file("ids"), Planning.LINE);
        this.custody = new SortedEntries(work.file("custody"), CustodyPass.WIDTH);
        this.manifest = new Manifest(source, plan, custody);
        this.pages = new IndexPages(plan);
        this.pdf = pdf;
        this.done = state.messages();
        this.bytes = state.bytes();
    }

    /** Writes what is left; the state behind the last message. */
    ExportState run(Consumer<Progress> progress) throws IOException {
        int inBatch = 0;
        while (done < plan.count()) {
            MessageId id = new MessageId(new String(ids.at(done), 0, Planning.LINE - 1, StandardCharsets.US_ASCII));
            Optional<StoredRecord> record = source.delivery(id, plan.reader().scope());
            if (record.isPresent()) {
                message(id, record.get());
            } else {
                missing(id, "not in the archive any more");
            }
            done++;
            if (done % IndexPages.ROWS == 0 || done == plan.count()) {
                page();
            }
            if (++inBatch == COMMIT_MESSAGES || uncommitted >= COMMIT_BYTES) {
                commit(false);
                inBatch = 0;
            }
            progress.accept(new Progress("export", done, plan.count()));
        }
        return commit(false);
    }

    private void message(MessageId id, StoredRecord record) throws IOException {
        Optional<String> withheld = source.withheld(id, plan.reader(), "export");
        if (withheld.isPresent()) {
            missing(id, withheld.get());
            return;
        }
        LastByte last;
        try {
            last = LastByte.of(record.content());
        } catch (IOException e) {
            missing(id, "its content can't be read: " + e.getMessage());
            return;
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            missing(id, String.valueOf(e.getMessage()));
            return;
        }
        StoredDelivery stored = Payloads.delivery(record);
        ArchivedMessage shown = DerivedMessage.of(stored).shown();
        Map<String, String> paths = new TreeMap<>();
        MboxWriter.Place mbox = MboxWriter.Place.NONE;
        if (plan.formats().contains(ExportFormat.EML)) {
            String name = MessageNames.of(ExportFormat.EML, id, shown.receivedAt());
            sum(name, bundle.add(name, stored.size(), out -> copy(record, out)).sha256());
            paths.put(ExportFormat.EML.word(), name);
        }
        if (plan.formats().contains(ExportFormat.MBOX)) {
            mbox = new MboxWriter(parts.get(Parts.MBOX))
                    .add(stored.delivery().envelope().from(), shown.receivedAt(), record.content(), last.isLineEnd());
            paths.put(ExportFormat.MBOX.word(), Closing.MBOX);
        }
        Optional<byte[]> readable = pdf(shown, record);
        if (readable.isPresent()) {
            String name = MessageNames.of(ExportFormat.PDF, id, shown.receivedAt());
            byte[] made = readable.get();
            sum(name, bundle.add(name, made.length, out -> out.write(made)).sha256());
            paths.put(ExportFormat.PDF.word(), name);
        }
        manifest.message(parts.get(Parts.MANIFEST), record, shown, new Manifest.Places(paths, mbox));
        parts.get(Parts.PAGE).write(pages.row(shown, paths));
        bytes += stored.size();
        uncommitted += stored.size();
    }

    /** Made in memory, where a message that is too strange for a page can still be left without one. */
    private Optional<byte[]> pdf(ArchivedMessage shown, StoredRecord record) throws IOException {
        if (pdf.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            pdf.get().write(shown, manifest.newestLinks(shown.id()), record.content(), out);
            return Optional.of(out.toByteArray());
        } catch (ArchiveException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("message", shown.id()).setCause(e).log("no PDF could be made");
            return Optional.empty();
        }
    }

    private static void copy(StoredRecord record, OutputStream out) throws IOException {
        try (InputStream in = record.content().open()) {
            in.transferTo(out);
        }
    }

    private void missing(MessageId id, String reason) throws IOException {
        manifest.missing(parts.get(Parts.MANIFEST), id, reason);
        parts.get(Parts.PAGE).write(pages.row(id.value(), reason));
        String line = id.value() + " " + reason.replaceAll("\\s+", " ") + "\n";
        parts.get(Parts.MISSING).write(line.getBytes(StandardCharsets.UTF_8));
    }

    private void page() throws IOException {
        long number = IndexPages.pages(done);
        String name = IndexPages.pageName(number);
        parts.get(Parts.PAGE).flush();
        Bundle.Added added = bundle.add(name, parts.get(Parts.PAGE).length(), out -> {
            out.write(pages.pageHead(number));
            try (InputStream rows = java.nio.file.Files.newInputStream(work.file(Parts.PAGE + ".part"))) {
                rows.transferTo(out);
            }
            out.write(pages.pageEnd());
        });
        sum(name, added.sha256());
        // First the state says that the next page is empty, then it is emptied: after a crash between the two it is
        // cut.
        commit(true);
        parts.restart(Parts.PAGE);
    }

    private void sum(String name, String sha256) throws IOException {
        parts.get(Parts.SUMS).write((sha256 + "  " + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private ExportState commit(boolean pageDone) throws IOException {
        Map<String, Long> lengths = parts.sync();
        lengths.putAll(bundle.sync());
        if (pageDone) {
            lengths.put(Parts.PAGE, 0L);
        }
        ExportState state = new ExportState(done, 0, bytes, lengths);
        work.save(state);
        uncommitted = 0;
        return state;
    }

    @Override
    public void close() throws IOException {
        try (ids) {
            custody.close();
        }
    }
}
