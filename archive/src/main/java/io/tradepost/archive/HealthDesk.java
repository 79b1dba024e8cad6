package io.tradepost.archive;

import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.search.FullText;
import io.tradepost.archive.segment.SegmentShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says how the archive is, from what each part says of itself.
 *
 * @param minFreeBytes below this much free disk it is called not writable
 */
record HealthDesk(
        Journal journal,
        FullText index,
        Catalog catalog,
        Followers followers,
        AttachmentDesk attachments,
        SegmentShelf shelf,
        ProofDesk proofs,
        long minFreeBytes) {
    ArchiveHealth get() {
        long next = journal.nextSequence();
        long free = journal.freeBytes();
        List<String> damage = new ArrayList<>(journal.damage());
        if (catalog.skipped() > 0) {
            damage.add("the catalog left out " + catalog.skipped() + " records that the database would not take");
        }
        return new ArchiveHealth(
                journal.writeFailure().isEmpty() && free >= minFreeBytes,
                free,
                next,
                Math.max(0, next - Math.max(0, followers.catalogNext())),
                Math.max(0, next - index.visible()),
                followers.catalogState(),
                followers.indexState(),
                attachments.health(),
                damage,
                Stream.concat(journal.notices().stream(), shelf.trouble().stream())
                        .toList(),
                proofs.troubles());
    }
}
