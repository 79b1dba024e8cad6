package io.tradepost.archive.export;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Progress;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.payload.ExportPayload;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds out which messages an export consists of, and puts that on record before any of them is given out (law L7). */
final class Planning {
    /** Bytes of a line in the list of messages: an id and a line end. */
    static final int LINE = 27;

    private static final int PAGE = 500;

    private final ExportSource source;
    private final Cases cases;

    Planning(ExportSource source, Cases cases) {
        this.source = source;
        this.cases = cases;
    }

    ExportPlan make(ExportId id, ExportOrder order, Reader reader, WorkFolder work, Consumer<Progress> progress)
            throws IOException {
        CustodyPass custody = new CustodyPass(source);
        Path ids = work.file("ids");
        Instant begun = source.now();
        long count;
        try (EntrySorter sorter = new EntrySorter(work.folder(), LINE)) {
            switch (order.selection()) {
                case Selection.Query query -> find(query.text(), reader, sorter, custody, progress);
                case Selection.InCase in -> {
                    for (MessageId one : cases.get(in.name()).messages()) {
                        add(one, sorter, custody);
                    }
                }
            }
            count = sorter.writeTo(ids);
        }
        long planned = source.append(ExportPayload.planned(
                new ExportRecord(
                        id,
                        ExportRecord.Event.PLANNED,
                        begun,
                        reader.who(),
                        reader.role(),
                        reader.origin(),
                        order.selection(),
                        order.formats(),
                        order.purpose(),
                        count,
                        ""),
                Content.of(ids)));
        long asOf = planned + 1;
        SignedCheckpoint head = source.checkpoint();
        work.write(Closing.CHECKPOINT, head.bytes());
        String keys = source.keys().stream().map(key -> key.text() + "\n").collect(Collectors.joining());
        work.write(Closing.KEYS, keys.getBytes(StandardCharsets.UTF_8));
        custody.run(asOf, work.folder(), work.file("custody"), progress);
        ExportPlan plan = new ExportPlan(
                id,
                order.selection(),
                order.formats(),
                order.form(),
                order.purpose(),
                reader,
                begun,
                source.journal(),
                asOf,
                head.size(),
                count);
        work.save(plan);
        return plan;
    }

    private void find(String query, Reader reader, EntrySorter sorter, CustodyPass custody, Consumer<Progress> progress)
            throws IOException {
        Optional<String> cursor = Optional.empty();
        long found = 0;
        do {
            SearchPage page = source.search(new SearchRequest(query, cursor, PAGE), reader.scope());
            for (ArchivedMessage message : page.items()) {
                add(message.id(), sorter, custody);
            }
            found += page.items().size();
            progress.accept(new Progress("find", found, page.total()));
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private static void add(MessageId id, EntrySorter sorter, CustodyPass custody) throws IOException {
        sorter.add((id.value() + "\n").getBytes(StandardCharsets.US_ASCII));
        custody.want(id);
    }
}
