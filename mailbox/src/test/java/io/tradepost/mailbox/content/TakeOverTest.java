package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.BeforeShred;
import io.tradepost.archive.disposition.Dispositions;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.retention.Term;
import io.tradepost.mailbox.content.StoredMail.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disposal of archived mail that somebody still has in a mailbox. */
class TakeOverTest {
    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long capture(String key, byte[] bytes) {
        return Deliveries.capture(store.archive, key, store.clock.instant(), bytes);
    }

    /** Disposes of everything that there is by now. */
    private Run dispose() {
        store.archive.law().retention().add("all", LawWorld.query(""), Term.parse("1y"), "t", "", LawWorld.LI.reader());
        store.clock.move(Duration.ofDays(400));
        store.archive.awaitFollowers(Duration.ofSeconds(60));
        Dispositions desk = store.archive.law().dispositions();
        Run run = desk.propose("over", LawWorld.LI, progress -> {});
        desk.approve(run.id(), LawWorld.LI);
        desk.approve(run.id(), LawWorld.WANG);
        return desk.execute(run.id(), LawWorld.LI, progress -> {});
    }

    private void expectDisposed(long sequence) {
        assertThatThrownBy(() ->
                        Store.bytes(store.archive.shared().delivery(sequence).orElseThrow()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("disposed");
    }

    @Test
    void whatIsInAMailboxStaysThereWhenTheArchiveDisposesOfIt() {
        byte[] here = Deliveries.withAttachment("still here", 1, 30_000);
        byte[] expunged = Deliveries.withAttachment("expunged", 2, 30_000);
        byte[] never = Deliveries.withAttachment("never delivered", 3, 30_000);
        List<Long> sequences = List.of(capture("m1", here), capture("m2", expunged), capture("m3", never));
        store.keep("a", Deliveries.delivered(here));
        store.keep("b", Deliveries.delivered(here));
        store.keep("c", here);
        store.keep("d", Deliveries.delivered(expunged));
        store.release("d");
        StoredMail stale = store.rows.find("a").orElseThrow();

        assertThat(store.archive.law().dispositions().state(dispose())).isEqualTo(Run.State.FINISHED);

        sequences.forEach(this::expectDisposed);
        StoredMail moved = store.rows.find("a").orElseThrow();
        assertThat(moved.place()).isEqualTo(Place.MAILBOX);
        assertThat(store.rows.find("c").orElseThrow().sequence()).isEqualTo(moved.sequence());
        assertThat(store.read("a")).isEqualTo(Deliveries.delivered(here));
        assertThat(store.read("b")).isEqualTo(Deliveries.delivered(here));
        assertThat(store.read("c")).isEqualTo(here);
        assertThat(Store.bytes(store.contents.read(stale)))
                .as("whoever read the row before")
                .isEqualTo(Deliveries.delivered(here));
        assertThat(store.own.living(0, store.own.end()))
                .as("nothing else is taken over")
                .hasSize(1);
        assertThat(store.archive.verify(progress -> {}).problems()).isEmpty();

        assertThat(store.keep("late", Deliveries.delivered(here)).place())
                .as("nothing refers to what is gone")
                .isEqualTo(Place.MAILBOX);
        assertThat(store.read("late")).isEqualTo(Deliveries.delivered(here));

        List.of("a", "b", "c").forEach(store::release);
        assertThatThrownBy(() -> Store.bytes(store.contents.read(moved))).hasMessageContaining("disposed");
    }

    @Test
    void aDisposalThatCannotSaveWhatIsNeededDestroysNothingAndGoesOnLater() {
        byte[] bytes = Deliveries.withAttachment("needed", 4, 30_000);
        long sequence = capture("m1", bytes);
        store.keep("a", Deliveries.delivered(bytes));
        store.rows.breakDown();
        assertThatThrownBy(this::dispose)
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.isTemporary()).isTrue());
        assertThat(Store.bytes(store.archive.shared().delivery(sequence).orElseThrow()))
                .isEqualTo(bytes);

        store.rows.mend();
        Dispositions desk = store.archive.law().dispositions();
        Run run = desk.execute(desk.list().getFirst().id(), LawWorld.WANG, progress -> {});
        assertThat(desk.state(run)).isEqualTo(Run.State.FINISHED);
        expectDisposed(sequence);
        assertThat(store.read("a")).isEqualTo(Deliveries.delivered(bytes));
    }

    @Test
    void takingOverIsRepeatedWithoutASecondCopy() {
        byte[] bytes = Deliveries.withAttachment("twice", 5, 30_000);
        long sequence = capture("m1", bytes);
        store.keep("a", Deliveries.delivered(bytes));
        BeforeShred.Leaving leaving = new BeforeShred.Leaving(
                sequence, store.archive.shared().delivery(sequence).orElseThrow());
        long copy = store.own.takeOver(sequence, leaving.content());
        store.departures.leaving(List.of(leaving));
        store.departures.leaving(List.of(leaving));
        assertThat(store.rows.find("a").orElseThrow().sequence()).isEqualTo(copy);
        assertThat(store.read("a")).isEqualTo(Deliveries.delivered(bytes));
    }
}
