package io.tradepost.archive;

import io.tradepost.archive.disposition.DispositionBook;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.LawEntry;
import io.tradepost.archive.search.IndexEvent;
import java.util.List;
import java.util.Optional;

/** What records of law mean for the index: disposed messages are forgotten. */
final class LawEvents {
    private LawEvents() {}

    static List<IndexEvent> of(StoredRecord record) {
        if (!record.kind().equals(Optional.of(RecordKind.DISPOSITION))) {
            return List.of();
        }
        return DispositionBook.ends(LawEntry.of(record)).stream()
                .map(id -> (IndexEvent) new IndexEvent.Forgotten(id))
                .toList();
    }
}
