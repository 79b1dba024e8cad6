package io.tradepost.archive.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever an administrator of the disks does to the journal is found, the first record that is not what it was is named,
 * and a program of another language that knows nothing but FORMAT.md names the same.
 */
class TamperTest {
    private static final int RECORDS = 70;
    private static final int SAMPLE = 5;
    private static final int ALL = 100;

    @TempDir
    Path folder;

    private SealedSample good;

    @BeforeEach
    void writeAGoodJournal() throws IOException {
        good = new SealedSample(folder.resolve("good"));
        good.write(RECORDS, 1);
    }

    @Test
    void aGoodJournalIsCalledGoodByBoth() throws Exception {
        VerifyReport ours = good.ours();
        assertThat(ours.problems()).isEmpty();
        assertThat(ours.bad()).isZero();
        assertThat(ours.compared()).hasSize(3).allMatch(compared -> compared.checkpoints() > 0);
        SealedSample.Stranger theirs = good.theirs();
        assertThat(theirs.output()).contains("intact " + ours.records() + " records");
        assertThat(theirs.exit()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aSampleOfEachWayToTamperIsCaughtAndLocated(Attack attack) throws Exception {
        attackAll(attack, SAMPLE);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void eachWayToTamperIsCaughtAndLocatedAtTwoHundredPlaces(Attack attack) throws Exception {
        attackAll(attack, ALL);
    }

    @Test
    void aSampleOfRollBacksToABackupIsCaughtAndLocated() throws Exception {
        rollBack(2 * SAMPLE);
    }

    @Tag("long")
    @Test
    void rollBacksToABackupAreCaughtAndLocatedAtTwoHundredPlaces() throws Exception {
        rollBack(2 * ALL);
    }

    /** Half by changing bytes, half by forging. */
    private void attackAll(Attack attack, int each) throws Exception {
        long covered = good.ours().compared().getLast().newest();
        Random random = new Random(attack.name().hashCode());
        for (int i = 0; i < 2 * each; i++) {
            boolean forge = i % 2 == 1;
            SealedSample bad = good.copy(folder.resolve("bad"));
            long target = 1 + random.nextLong(covered - 2);
            long first = forge ? attack.forge(bad, target, random) : attack.bytes(bad, target, random);
            both(bad, first, attack + (forge ? " forged at " : " of bytes at ") + target);
            SealedSample.delete(bad.folder());
        }
        report(attack.name().toLowerCase(Locale.ROOT).replace('_', ' '), 2 * each);
    }

    /**
     * Journal, proofs and keys are put back together to what they were at a checkpoint. Each second time mail flows on after
     * that, with a second place that is no longer told, and is signed with the real key.
     */
    private void rollBack(int times) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < times; i++) {
            SealedSample bad = new SealedSample(folder.resolve("bad"));
            bad.write(5 + random.nextInt(40), i);
            long before = bad.ours().compared().getLast().newest();
            SealedSample backup = bad.copy(folder.resolve("backup"));
            bad.write(3 + random.nextInt(40), 1000 + i);
            SealedSample.delete(bad.folder().resolve("archive"));
            SealedSample restored = backup.copy(folder.resolve("restored"));
            SealedSample.delete(restored.vault());
            move(bad.vault(), restored.vault());
            if (i % 2 == 1) {
                restored.write(60, 2000 + i, SealedSample.settings());
            }
            // The record behind the backup's newest checkpoint is that checkpoint's own, and the same in both
            // histories.
            both(restored, before + 1, "rolled back to " + before);
            for (String used : List.of("bad", "backup", "restored")) {
                SealedSample.delete(folder.resolve(used));
            }
        }
        report("roll back", times);
    }

    private static void both(SealedSample bad, long first, String what) throws Exception {
        SealedSample.Stranger theirs = bad.theirs();
        VerifyReport ours = bad.ours();
        assertThat(ours.firstBad()).as("%s: %s", what, ours.problems()).hasValue(first);
        assertThat(ours.bad()).as(what).isPositive();
        assertThat(theirs.exit()).as("%s: %s", what, theirs.output()).isEqualTo(1);
        assertThat(theirs.firstBad()).as("%s: %s", what, theirs.output()).isEqualTo(first);
    }

    private static void move(Path from, Path to) throws IOException {
        java.nio.file.Files.move(from, to);
    }

    private static void report(String what, int places) {
        System.out.printf(
                Locale.ROOT, "tamper table: %-14s %4d places, all caught and located by both%n", what, places);
    }
}
