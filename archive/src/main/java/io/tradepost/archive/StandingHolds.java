package io.tradepost.archive;

import io.tradepost.archive.hold.Hold;
import io.tradepost.archive.hold.Holds;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.search.StandingQueries;
import java.util.List;
import java.util.Optional;

/** The legal holds as the index asks for them; known once the desk for them is open and has read its records. */
final class StandingHolds implements StandingQueries {
    private volatile Optional<Holds> desk = Optional.empty();

    void open(Holds holds) {
        desk = Optional.of(holds);
    }

    @Override
    public boolean changedBy(StoredRecord record) {
        return record.kind().equals(Optional.of(RecordKind.HOLD));
    }

    /** Under the register's lock, so a hold whose record stands in the journal is told of. */
    @Override
    public Optional<List<StandingQuery>> all() {
        try {
            return desk.map(
                    holds -> holds.list().stream().map(StandingHolds::standing).toList());
        } catch (ArchiveException e) {
            if (!e.isTemporary()) {
                throw e;
            }
            // The records of holds are still being read; the index asks again.
            return Optional.empty();
        }
    }

    private static StandingQuery standing(Hold hold) {
        return new StandingQuery(hold.name(), hold.about().asQuery(), hold.active());
    }
}
