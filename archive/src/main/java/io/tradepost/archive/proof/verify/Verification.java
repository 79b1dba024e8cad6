package io.tradepost.archive.proof.verify;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.VerifyReport.Compared;
import io.tradepost.archive.VerifyReport.Problem;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalCheck;
import io.tradepost.archive.journal.RecordVisitor.Mark;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.stamp.StampCheck;
import io.tradepost.archive.proof.tree.MerkleTree;
import io.tradepost.archive.proof.tree.TiledTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One check of a journal against itself and against all evidence of it that can be reached. Mail may flow meanwhile. */
public final class Verification {
    private final Journal journal;
    private final Path scratch;
    private final EvidenceShelf own;
    private final MerkleTree ownTree;
    private final List<EvidenceShelf> places;
    private final StampCheck stampCheck;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<Compared> compared = new ArrayList<>();

    /**
     * @param scratch where the check keeps its tree, and from where an interrupted one goes on
     * @param own     the evidence in the archive's folder
     * @param ownTree the tree that the archive keeps
     * @param places  second places that can be read
     * @param stampCheck whose time-stamps are good
     */
    public Verification(
            Journal journal,
            Path scratch,
            EvidenceShelf own,
            MerkleTree ownTree,
            List<EvidenceShelf> places,
            StampCheck stampCheck) {
        this.journal = journal;
        this.scratch = scratch;
        this.own = own;
        this.ownTree = ownTree;
        this.places = List.copyOf(places);
        this.stampCheck = stampCheck;
    }

    /**
     * Runs the check.
     *
     * @param resume whether to go on from where an earlier one was interrupted
     */
    public VerifyReport run(Consumer<Progress> progress, boolean resume) {
        List<Witness> witnesses = witnesses();
        Optional<SavedCheck> saved = resume ? SavedCheck.read(scratch, journal.id()) : Optional.empty();
        Optional<TiledTree> earlier = saved.map(one -> one.tree(scratch))
                .filter(tree -> tree.size() == saved.get().leaves());
        Mark mark = earlier.isPresent() ? saved.get().mark() : Mark.start();
        TiledTree tree = earlier.orElseGet(this::emptyTree);
        List<EvidenceCheck> self = new ArrayList<>(1);
        EvidenceCheck check = new EvidenceCheck(
                journal.id(),
                tree,
                ownTree,
                witnesses,
                done -> SavedCheck.of(journal.id(), done, self.getFirst()).write(scratch));
        self.add(check);
        if (earlier.isPresent()) {
            takeUp(check, saved.get());
        }
        JournalCheck records = journal.check();
        VerifyReport alone = records.run(progress, check, mark);
        long looked = records.end();
        check.end(looked);
        problems.addAll(alone.problems());
        problems.addAll(check.findings().problems());
        notices.addAll(alone.notices());
        long beyond = heads(check, witnesses, looked);
        SavedCheck.forget(scratch);
        problems.sort(
                Comparator.comparingLong(problem -> problem.sequence() < 0 ? Long.MAX_VALUE : problem.sequence()));
        long bad = check.findings().bad() + beyond;
        return new VerifyReport(
                alone.records(),
                alone.segments(),
                alone.bytes(),
                problems,
                notices,
                problems.isEmpty() ? 0 : Math.max(1, bad),
                compared);
    }

    private TiledTree emptyTree() {
        TiledTree tree = TiledTree.open(scratch, 0);
        tree.clear();
        return tree;
    }

    private void takeUp(EvidenceCheck check, SavedCheck saved) {
        check.takeUp(saved.next(), saved.found(), saved.bad());
        check.journalHeads().takeUp(saved.right(), saved.wrong());
        notices.add("taken up at record " + saved.next() + ", where an earlier check was interrupted");
        try {
            for (var change : saved.keyChanges()) {
                check.addKey(change);
            }
        } catch (NoteException e) {
            throw ArchiveException.permanent("the state of the interrupted check is damaged; check from the start", e);
        }
    }

    private List<Witness> witnesses() {
        List<Witness> witnesses = new ArrayList<>();
        for (EvidenceShelf place : places) {
            try {
                Optional<Witness> witness = Witness.of(place);
                if (witness.isEmpty()) {
                    notices.add("second place " + place.name() + " holds nothing of this journal yet");
                } else if (witness.get().leavesFit()) {
                    witnesses.add(witness.get());
                } else {
                    problems.add(new Problem(
                            "",
                            -1,
                            -1,
                            "the leaves in second place " + place.name() + " do not fit its newest checkpoint"));
                }
            } catch (NoteException e) {
                problems.add(new Problem("", -1, -1, "second place " + place.name() + ": " + e.getMessage()));
            } catch (ArchiveException e) {
                notices.add("second place " + place.name() + " cannot be asked: " + e.getMessage());
            }
        }
        return witnesses;
    }

    /** Compares all heads; how many records are known to have been behind the journal's end. */
    private long heads(EvidenceCheck check, List<Witness> witnesses, long looked) {
        long behind = 0;
        judge(check.journalHeads(), check, looked);
        behind = Math.max(behind, shelf(own, check.chain().keys(), check, looked));
        for (Witness witness : witnesses) {
            if (!check.chain().agrees(witness.keys())) {
                problems.add(new Problem(
                        "", -1, -1, "second place " + witness.name() + " knows another signing key than the journal"));
            }
            behind = Math.max(behind, shelf(witness.shelf(), witness.keys(), check, looked));
        }
        return behind;
    }

    private long shelf(EvidenceShelf shelf, List<VerifierKey> keys, EvidenceCheck check, long looked) {
        HeadRow row = new HeadRow(shelf.name());
        try {
            for (long size : shelf.sizes()) {
                compare(shelf, size, keys, row, check.tree());
            }
        } catch (ArchiveException e) {
            notices.add(shelf.name() + " cannot be asked for more: " + e.getMessage());
        }
        return judge(row, check, looked);
    }

    private void compare(EvidenceShelf shelf, long size, List<VerifierKey> keys, HeadRow row, MerkleTree tree) {
        try {
            Optional<SignedCheckpoint> checkpoint = shelf.checkpoint(size);
            if (checkpoint.isPresent()) {
                row.compare(checkpoint.get(), keys, tree);
                Optional<byte[]> token = shelf.stamp(size);
                if (token.isPresent()) {
                    stampCheck.check(token.get(), checkpoint.get().bytes());
                    row.stamped();
                }
            }
        } catch (NoteException e) {
            problems.add(new Problem("", -1, -1, shelf.name() + ": " + e.getMessage()));
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            problems.add(new Problem("", -1, -1, shelf.name() + ", checkpoint of " + size + ": " + e.getMessage()));
        }
    }

    private long judge(HeadRow row, EvidenceCheck check, long looked) {
        long newest = Math.max(
                row.right().isEmpty() ? 0 : row.right().last(),
                row.wrong().isEmpty() ? 0 : row.wrong().last());
        long behind = 0;
        if (!row.wrong().isEmpty()) {
            long first = row.wrong().first();
            long good = Optional.ofNullable(row.right().lower(first)).orElse(0L);
            OptionalLong named = Findings.firstIn(problems, good, first);
            problems.add(new Problem(
                    "",
                    -1,
                    named.orElse(good),
                    row.place() + ": the head over the first " + first + " records is not the one that was signed"
                            + "; the first bad record is one of " + named.orElse(good) + " to " + (first - 1)));
        }
        if (!row.unseen().isEmpty()) {
            newest = row.unseen().last();
            if (newest > looked) {
                // What came while the check ran may be signed already.
                if (newest > journal.nextSequence()) {
                    behind = newest - looked;
                    problems.add(new Problem(
                            "",
                            -1,
                            looked,
                            "the journal ends before record " + looked + ", but " + row.place() + " has " + newest
                                    + " records signed"));
                }
            } else {
                notices.add(row.place() + ": " + row.unseen().size()
                        + " checkpoints could not be compared, since record "
                        + check.tree().size()
                        + " can't be read and nobody else knows it");
            }
        }
        compared.add(new Compared(row.place(), row.right().size(), row.stamps(), newest));
        return behind;
    }
}
