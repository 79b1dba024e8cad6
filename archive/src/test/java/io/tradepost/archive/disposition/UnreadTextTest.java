package io.tradepost.archive.disposition;

import static io.tradepost.archive.Waiting.await;
import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.hold.Hold;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.retention.Retention;
import io.tradepost.archive.retention.Term;
import io.tradepost.archive.text.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law L10 where a hold or a schedule asks for text that nobody has read: nothing is disposed of by not knowing. */
class UnreadTextTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

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

    private void keep(String name, String about, String term) {
        world.archive().law().retention().add(name, query(about), Term.parse(term), "test", "", LI.reader());
    }

    private void hold(String name, String about) {
        world.archive().law().holds().create(name, "matter", "reason", query(about), LI.reader());
    }

    private List<MessageId> due() {
        world.settle();
        Dispositions desk = world.archive().law().dispositions();
        try {
            Run run = desk.propose("time is over", LI, progress -> {});
            return desk.items(run.id(), LI.reader()).stream().map(Item::id).toList();
        } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.NOTHING_DUE);
            return List.of();
        }
    }

    private List<String> covering(MessageId id) {
        return world.archive().law().holds().covering(id, LI.reader()).stream()
                .map(Hold::name)
                .toList();
    }

    private void read() {
        world.reopenReading();
        await().atMost(PATIENCE)
                .until(() -> world.archive()
                        .search(new SearchRequest("has:waiting", Optional.empty(), 10), LI.reader())
                        .items()
                        .isEmpty());
    }

    @Test
    void aHoldThatAsksForAnAttachmentKeepsWhatIsUnreadUntilItIsRead() {
        MessageId brass = world.mailWithDocument("offer", Documents.word("brass valves"));
        MessageId copper = world.mailWithDocument("offer", Documents.word("copper valves"));
        MessageId plain = world.mail("offer", "no attachment");
        keep("all", "", "1y");
        hold("valves", "attachment:brass");
        world.clock.move(Duration.ofDays(400));
        assertThat(due()).containsExactly(plain);
        assertThat(covering(copper)).containsExactly("valves");
        read();
        assertThat(due()).containsExactlyInAnyOrder(copper, plain);
        assertThat(covering(brass)).containsExactly("valves");
        assertThat(covering(copper)).isEmpty();
    }

    @Test
    void anApprovedRunLeavesOutWhatAHoldMadeSinceMayCoverUnread() {
        MessageId id = world.mailWithDocument("offer", Documents.word("copper valves"));
        keep("all", "", "1y");
        world.clock.move(Duration.ofDays(400));
        world.settle();
        Dispositions desk = world.archive().law().dispositions();
        Run run = desk.propose("time is over", LI, progress -> {});
        desk.approve(run.id(), LI);
        desk.approve(run.id(), WANG);
        hold("valves", "brass");
        desk.execute(run.id(), LI, progress -> {});
        assertThat(desk.certificate(run.id()).leftOut())
                .containsExactly(
                        new Certificate.LeftOut(id.value(), "text that is not read, for which asks hold valves"));
    }

    @Test
    void aScheduleThatMayReachUnreadTextKeepsThoughAnotherOneIsOver() {
        MessageId id = world.mailWithDocument("offer", Documents.word("copper valves"));
        keep("all", "", "1y");
        keep("licences", "attachment:licence", "10y");
        world.clock.move(Duration.ofDays(400));
        assertThat(due()).isEmpty();
        Retention.Keeping keeping = world.archive().law().retention().explain(id, LI.reader());
        assertThat(keeping.open()).extracting(one -> one.name()).containsExactly("licences");
        assertThat(keeping.over(world.clock.instant())).isFalse();
        read();
        assertThat(due()).containsExactly(id);
    }

    @Test
    void whatCanNeverBeReadStaysHeldAndWhatTheRestDecidesDoesNot() {
        world.mailWithDocument("offer", "PK\u0003\u0004 broken".getBytes(StandardCharsets.UTF_8));
        MessageId other = world.mailWithDocument("lunch", "PK\u0003\u0004 broken".getBytes(StandardCharsets.UTF_8));
        keep("all", "", "1y");
        hold("valves", "subject:offer attachment:brass");
        world.clock.move(Duration.ofDays(400));
        read();
        assertThat(due()).containsExactly(other);
        assertThatThrownBy(() -> hold("valves", "")).isInstanceOf(RefusedException.class);
    }
}
