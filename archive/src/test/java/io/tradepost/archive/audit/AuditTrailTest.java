package io.tradepost.archive.audit;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.notice.Notice;
import io.tradepost.archive.notice.NoticeText;
import io.tradepost.archive.notice.Notices;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
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

    private static AuditQuery asked(Optional<String> who, Optional<String> action, Optional<String> target) {
        return new AuditQuery(
                who, action, target, Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), 100);
    }

    private List<String> found(AuditQuery query) {
        return world.archive().law().audit().search(query, LI.reader()).stream()
                .map(entry -> entry.event().who() + " " + entry.event().action() + " "
                        + entry.event().target())
                .toList();
    }

    @Test
    void everyActIsFoundByWhoWhatAndTarget() {
        MessageId id = world.mail("offer", "text");
        world.archive().raw(id, LI.reader());
        world.archive().law().holds().create("acme", "m", "r", query("subject:acme"), LI.reader());
        world.archive().law().holds().release("acme", "settled", WANG);
        world.archive().law().holds().approveRelease("acme", LI);
        Optional<String> none = Optional.empty();
        assertThat(found(asked(none, none, Optional.of(id.value())))).containsExactly("li@ours.example raw " + id);
        assertThat(found(asked(none, Optional.of("hold-*"), none)))
                .containsExactly("li@ours.example hold-released acme", "li@ours.example hold-made acme");
        assertThat(found(asked(Optional.of("wang@ours.example"), none, none)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("wang@ours.example approval-requested");
        assertThat(found(asked(none, Optional.of("hold_*"), none))).isEmpty();
        assertThat(found(asked(none, Optional.of("audit-search"), none)))
                .as("each of the searches before this one")
                .hasSize(4);
    }

    @Test
    void pagesAndTimesPartTheActs() {
        MessageId id = world.mail("offer", "text");
        Instant begin = world.clock.instant();
        for (int i = 0; i < 5; i++) {
            world.archive().raw(id, LI.reader());
            world.clock.move(Duration.ofHours(1));
        }
        AuditQuery first = new AuditQuery(
                Optional.empty(),
                Optional.of("raw"),
                Optional.empty(),
                Optional.of("done"),
                Optional.of(begin.plus(Duration.ofHours(1))),
                Optional.of(begin.plus(Duration.ofHours(4))),
                OptionalLong.empty(),
                2);
        List<AuditEntry> page = world.archive().law().audit().search(first, LI.reader());
        assertThat(page).hasSize(2);
        AuditQuery next = new AuditQuery(
                first.who(),
                first.action(),
                first.target(),
                first.outcome(),
                first.from(),
                first.to(),
                OptionalLong.of(page.getLast().sequence()),
                2);
        assertThat(world.archive().law().audit().search(next, LI.reader()))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.event().at()).isEqualTo(begin.plus(Duration.ofHours(1))));
    }

    @Test
    void aFloodOfRefusalsLeavesABoundedNumberOfRecordsThatSayHowManyWereLeftOut() {
        AtomicLong nanos = new AtomicLong();
        List<AuditEvent> recorded = new ArrayList<>();
        BoundedAudit bounded = new BoundedAudit(recorded::add, 3, nanos::get);
        AuditEvent refusal =
                new AuditEvent(Clock.systemUTC().instant(), "x", "", "mail", "sign-in", "x", "refused", Map.of());
        for (int i = 0; i < 1000; i++) {
            bounded.record(refusal);
        }
        assertThat(recorded).hasSize(3);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        bounded.record(refusal);
        assertThat(recorded).hasSize(4);
        assertThat(recorded.getLast().details()).containsEntry("leftOutBefore", "997");
    }

    @Test
    void whoWasNotToldByTheNewestTextIsMissing() {
        Notices desk = world.archive().law().notices();
        NoticeText text = NoticeText.standard();
        Person told = new Person("b@ours.example");
        Person untold = new Person("c@ours.example");
        desk.record(told, text.version(), text.sha256(), Notice.How.SIGNED, Optional.of(Instant.EPOCH), LI.reader());
        desk.record(untold, "older", "00", Notice.How.SHOWN, Optional.empty(), LI.reader());
        world.reopen();
        Notices again = world.archive().law().notices();
        assertThat(again.missing(List.of(told, untold), text.version())).containsExactly(untold);
        assertThat(again.list().getFirst().at()).isEqualTo(Instant.EPOCH);
        assertThat(again.list().getFirst().how()).isEqualTo(Notice.How.SIGNED);
        assertThat(text.in(java.util.Locale.CHINA)).contains("归档");
        assertThat(text.in(java.util.Locale.ENGLISH)).contains("archives all mail");
    }
}
