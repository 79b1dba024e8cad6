package io.tradepost.archive;

import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.place.FolderShelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The journal against itself, its signed heads and its second places; and the catalog against the journal. */
final class FullCheck {
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final Journal journal;
    private final Catalog catalog;
    private final ProofDesk proofs;

    FullCheck(Journal journal, Catalog catalog, ProofDesk proofs) {
        this.journal = journal;
        this.catalog = catalog;
        this.proofs = proofs;
    }

    /**
     * How far the catalog is, once it has caught up or has had some time for it: a disposal that it does not know of yet would
     * look like rows that somebody changed.
     */
    private OptionalLong followed(long end) {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        OptionalLong followed = catalog.watermark();
        while (followed.isPresent() && followed.getAsLong() < end && System.nanoTime() < deadline) {
            LockSupport.parkNanos(CATCH_UP.dividedBy(500).toNanos());
            followed = catalog.watermark();
        }
        return followed;
    }

    VerifyReport run(VerifyRequest request, Consumer<Progress> progress) {
        OptionalLong followed = followed(journal.nextSequence());
        // After the catalog's place, which must not seem to be ahead of a journal that grows meanwhile.
        long end = journal.nextSequence();
        List<EvidenceShelf> more = request.against().stream()
                .map(folder ->
                        EvidenceShelf.secondPlace(new FolderShelf(folder.toString(), folder, true), journal.id()))
                .toList();
        VerifyReport report = proofs.verify(progress, request.resume(), more);
        List<VerifyReport.Problem> problems = new ArrayList<>(report.problems());
        List<String> notices = new ArrayList<>(report.notices());
        long bad = report.bad();
        if (followed.isEmpty()) {
            notices.add("the catalog cannot be asked now, so it was not compared");
        } else {
            if (followed.getAsLong() > end) {
                problems.add(new VerifyReport.Problem(
                        "",
                        -1,
                        end,
                        "the journal ends before record " + end + ", but the catalog has seen records up to "
                                + (followed.getAsLong() - 1) + ": the end of the journal is missing"));
                bad = Math.max(bad, followed.getAsLong() - end);
            }
            List<VerifyReport.Problem> rows = catalog.check(Math.min(end, followed.getAsLong()), progress);
            bad = Math.max(bad, rows.size());
            problems.addAll(rows);
        }
        problems.sort(
                Comparator.comparingLong(problem -> problem.sequence() < 0 ? Long.MAX_VALUE : problem.sequence()));
        return new VerifyReport(
                report.records(), report.segments(), report.bytes(), problems, notices, bad, report.compared());
    }
}
