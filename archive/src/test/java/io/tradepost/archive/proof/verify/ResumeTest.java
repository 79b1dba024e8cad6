package io.tradepost.archive.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.place.FolderShelf;
import io.tradepost.archive.proof.stamp.StampCheck;
import io.tradepost.archive.proof.tree.TiledTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that was interrupted goes on where it stopped, and comes to the same verdict as one that was not. */
class ResumeTest {
    private static final int RECORDS = 900;

    @TempDir
    Path folder;

    @Test
    void comesToTheSameVerdictAfterAnInterruption() throws Exception {
        SealedSample sample = new SealedSample(folder.resolve("sample"));
        sample.write(RECORDS, 3);
        for (int target : new int[] {-1, 5, 400, 880}) {
            SealedSample copy = sample.copy(folder.resolve("copy"));
            if (target > 0) {
                Attack.EDIT.forge(copy, target, new Random(target));
            }
            VerifyReport whole = check(copy, progress -> {}, false);
            // The scratch folder is kept, as it is by an archive that is closed and opened again.
            int[] steps = {0};
            assertThatThrownBy(() -> check(
                            copy,
                            progress -> {
                                if (SavedState.of(copy) && ++steps[0] > 12) {
                                    throw new CancellationException("interrupted");
                                }
                            },
                            false))
                    .isInstanceOf(CancellationException.class);
            VerifyReport resumed = check(copy, progress -> {}, true);
            assertThat(resumed.problems()).as("target %d", target).isEqualTo(whole.problems());
            assertThat(resumed.records()).isEqualTo(whole.records());
            assertThat(resumed.bad()).isEqualTo(whole.bad());
            assertThat(resumed.notices()).anyMatch(notice -> notice.contains("taken up at record"));
            assertThat(resumed.firstBad().isPresent()).isEqualTo(target > 0);
            SealedSample.delete(copy.folder());
        }
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        SealedSample sample = new SealedSample(folder.resolve("sample"));
        sample.write(300, 4);
        List<Progress> told = new ArrayList<>();
        check(sample, told::add, false);
        assertThat(told).hasSizeGreaterThan(3).isSortedAccordingTo(java.util.Comparator.comparingLong(Progress::done));
        assertThat(told.getLast().done()).isEqualTo(told.getLast().total()).isPositive();
    }

    /** Whether a state is there to go on from. */
    private static final class SavedState {
        static boolean of(SealedSample sample) {
            return java.nio.file.Files.exists(sample.folder().resolve("scratch").resolve("state.json"));
        }
    }

    private static VerifyReport check(SealedSample sample, Consumer<Progress> progress, boolean resume)
            throws IOException {
        try (Journal open = sample.open()) {
            return new Verification(
                            open,
                            sample.folder().resolve("scratch"),
                            EvidenceShelf.own(sample.proof()),
                            TiledTree.open(sample.proof()),
                            List.of(EvidenceShelf.secondPlace(
                                    new FolderShelf(SealedSample.VAULT, sample.vault(), true), open.id())),
                            StampCheck.ofAnybody())
                    .run(progress, resume);
        }
    }
}
