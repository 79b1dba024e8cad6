package io.tradepost.archive.disposition;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.ZHAO;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import io.tradepost.archive.retention.Term;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disposal, and law L10: nothing under a hold is disposed of, by anyone. */
class DispositionsTest {
    @TempDir
    Path folder;

    private LawWorld world;

    @BeforeEach
    void open() {
        world = new LawWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Dispositions desk() {
        return world.archive().law().dispositions();
    }

    private void keep(String name, String about, String term) {
        world.archive().law().retention().add(name, query(about), Term.parse(term), "test", "", LI.reader());
    }

    private void hold(String name, String about) {
        world.archive().law().holds().create(name, "matter", "reason", query(about), LI.reader());
    }

    private Run approved() {
        world.settle();
        Run run = desk().propose("time is over", LI, progress -> {});
        desk().approve(run.id(), LI);
        return desk().approve(run.id(), WANG);
    }

    private boolean readable(MessageId id) {
        try {
            Optional<Content> content = world.archive().raw(id, LI.reader());
            if (content.isEmpty()) {
                return false;
            }
            try (InputStream in = content.get().open()) {
                return in.readAllBytes().length > 0;
            }
        } catch (ArchiveException | java.io.IOException e) {
            return false;
        }
    }

    private static Consumer<Throwable> because(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void whatIsPastItsTimeAndHeldByNothingGoesWhenTwoOfficersAgree() {
        MessageId old = world.mail("old offer", "nobody needs this");
        MessageId kept = world.mail("old contract", "this is kept longer");
        MessageId held = world.mail("old dispute", "this is held");
        keep("all", "", "3y");
        keep("contracts", "subject:contract", "10y");
        hold("dispute", "subject:dispute");
        world.clock.move(Duration.ofDays(4 * 366));
        MessageId young = world.mail("new offer", "just came");
        world.settle();

        Run run = desk().propose("yearly run", LI, progress -> {});
        assertThat(desk().items(run.id(), LI.reader())).extracting(Item::id).containsExactly(old);
        assertThatThrownBy(() -> desk().execute(run.id(), LI, progress -> {})).satisfies(because(Reason.RUN_STATE));
        desk().approve(run.id(), LI);
        assertThatThrownBy(() -> desk().approve(run.id(), LI)).satisfies(because(Reason.ALREADY_ANSWERED));
        assertThatThrownBy(() -> desk().execute(run.id(), LI, progress -> {})).satisfies(because(Reason.RUN_STATE));
        desk().approve(run.id(), WANG);
        Run done = desk().execute(run.id(), ZHAO, progress -> {});

        assertThat(desk().state(done)).isEqualTo(Run.State.FINISHED);
        assertThat(List.of(readable(old), readable(kept), readable(held), readable(young)))
                .containsExactly(false, true, true, true);
        world.settle();
        assertThat(world.archive()
                        .search(new SearchRequest("subject:old", Optional.empty(), 10), LI.reader())
                        .items())
                .extracting(item -> item.id())
                .containsExactlyInAnyOrder(kept, held);
        assertThat(world.archive().find(old, LI.reader())).isEmpty();
        assertThat(world.archive().verify(progress -> {}).problems()).isEmpty();
        assertThatThrownBy(() -> desk().execute(run.id(), LI, progress -> {})).satisfies(because(Reason.RUN_STATE));
        world.reopen();
        assertThat(desk().state(desk().run(run.id()))).isEqualTo(Run.State.FINISHED);
        assertThat(readable(old)).isFalse();
    }

    @Test
    void theCertificateSaysInBothLanguagesWhatWentAndThatMailboxesDidNot() {
        MessageId old = world.mail("old offer", "text");
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        Run run = approved();
        assertThatThrownBy(() -> desk().certificate(run.id())).satisfies(because(Reason.RUN_STATE));
        desk().execute(run.id(), ZHAO, progress -> {});
        Certificate certificate = desk().certificate(run.id());
        assertThat(certificate.destroyed()).extracting(Item::id).containsExactly(old);
        assertThat(certificate.approvals()).extracting(one -> one.person()).containsExactly(LI.person(), WANG.person());
        assertThat(certificate.carriedOutBy()).containsExactly(ZHAO.person());
        String english = new CertificateText(Locale.ENGLISH).of(certificate);
        String chinese = new CertificateText(Locale.SIMPLIFIED_CHINESE).of(certificate);
        for (String text : List.of(english, chinese)) {
            assertThat(text)
                    .contains(
                            run.id(),
                            old.value(),
                            certificate.destroyed().getFirst().sha256(),
                            "time is over",
                            "li@ours.example",
                            "wang@ours.example",
                            "zhao@ours.example");
        }
        assertThat(english).contains("Copies in mailboxes are not touched");
        assertThat(chinese).contains("邮箱中的副本不受影响");
    }

    @Test
    void aHoldThatComesAfterTheApprovalsStillHolds() {
        MessageId first = world.mail("offer one", "text");
        MessageId second = world.mail("offer two", "text");
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        Run run = approved();
        hold("late", "subject:two");
        world.clock.move(Duration.ofDays(1));
        desk().execute(run.id(), LI, progress -> {});
        assertThat(readable(first)).isFalse();
        assertThat(readable(second)).isTrue();
        assertThat(desk().certificate(run.id()).leftOut())
                .containsExactly(new Certificate.LeftOut(second.value(), "hold late"));
    }

    @Test
    void aScheduleThatComesAfterTheApprovalsStillKeeps() {
        MessageId id = world.mail("offer", "text");
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        Run run = approved();
        world.archive().law().retention().raise("all", Term.parse("5y"), "auditor", LI.reader());
        desk().execute(run.id(), LI, progress -> {});
        assertThat(readable(id)).isTrue();
    }

    @Test
    void aCrashBetweenTheRecordAndTheKeysEndsWithTheKeysDestroyed() throws Exception {
        MessageId id = world.mail("offer", "text");
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        Run run = approved();
        Item item = desk().items(run.id(), LI.reader()).getFirst();
        world.close();
        // What a process leaves that dies right behind the record: the end of the message is durable, its key is there.
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 27, world.clock))) {
            Map<String, Object> facts = DispositionBook.run(run.id());
            facts.put(DispositionBook.ITEMS, List.of(item.facts()));
            facts.put(DispositionBook.LEFT_OUT, List.of());
            journal.append(new LawEntry(
                            DispositionBook.DESTROYED,
                            world.clock.instant(),
                            "li@ours.example",
                            "test",
                            new Facts(facts))
                    .record(RecordKind.DISPOSITION));
        }
        world.reopenClosed();
        assertThat(readable(id)).isFalse();
        assertThat(desk().state(desk().run(run.id()))).isEqualTo(Run.State.EXECUTING);
        desk().execute(run.id(), LI, progress -> {});
        assertThat(desk().certificate(run.id()).destroyed()).hasSize(1);
    }

    @Test
    void holdsSetWhileARunIsCarriedOutHoldFromTheirRecordOn() throws Exception {
        int mails = 320;
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < mails; i++) {
            numbers.put(world.mail("lot number n" + i + "x", "text").value(), i);
        }
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        Run run = approved();
        Thread holding = new Thread(() -> {
            for (int i = mails - 1; i >= 0; i -= 4) {
                hold("h" + i, "subject:n" + i + "x");
            }
        });
        holding.start();
        desk().execute(run.id(), LI, progress -> {});
        holding.join();
        world.close();

        List<Integer> held = new ArrayList<>();
        int destroyed = 0;
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 27, world.clock))) {
            for (long sequence = 0; sequence < journal.nextSequence(); sequence++) {
                StoredRecord record = journal.read(sequence).orElseThrow();
                if (record.kind().equals(Optional.of(RecordKind.HOLD))) {
                    held.add(Integer.parseInt(
                            LawEntry.of(record).facts().text("name").substring(1)));
                } else if (record.kind().equals(Optional.of(RecordKind.DISPOSITION))) {
                    for (MessageId id : DispositionBook.ends(LawEntry.of(record))) {
                        destroyed++;
                        assertThat(held).doesNotContain(numbers.get(id.value()));
                    }
                }
            }
        }
        assertThat(held).hasSize(mails / 4);
        assertThat(destroyed).isGreaterThanOrEqualTo(mails - mails / 4);
        world.reopenClosed();
    }

    @Test
    void aListThatNobodyAgreedToInTimeIsDropped() {
        world.mail("offer", "text");
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        world.settle();
        Run run = desk().propose("time is over", LI, progress -> {});
        desk().approve(run.id(), WANG);
        assertThatThrownBy(() -> desk().withdraw(run.id(), WANG)).satisfies(because(Reason.NOT_THE_MAKER));
        world.clock.move(Duration.ofDays(15));
        assertThat(desk().state(desk().run(run.id()))).isEqualTo(Run.State.DROPPED);
        assertThatThrownBy(() -> desk().approve(run.id(), LI)).satisfies(because(Reason.NOT_OPEN));
        Run again = desk().propose("again", LI, progress -> {});
        desk().withdraw(again.id(), LI);
        assertThat(desk().state(desk().run(again.id()))).isEqualTo(Run.State.DROPPED);
    }

    @Test
    void withNothingDueThereIsNoRun() {
        world.mail("offer", "text");
        world.settle();
        assertThatThrownBy(() -> desk().propose("early", LI, progress -> {})).satisfies(because(Reason.NOTHING_DUE));
        keep("all", "", "1y");
        assertThatThrownBy(() -> desk().propose("early", LI, progress -> {})).satisfies(because(Reason.NOTHING_DUE));
        assertThat(desk().list()).isEmpty();
    }
}
