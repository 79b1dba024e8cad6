package io.tradepost.archive.access;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.law.LawWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAccessTest {
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

    private MailAccess desk() {
        return world.archive().law().access();
    }

    private MessageId mail(String header) {
        return mail(header, Direction.INTERNAL);
    }

    private MessageId mail(String header, Direction direction) {
        Delivery inbound = Mails.delivery(
                "p" + header.hashCode(),
                ("From: a@ours.example\r\nTo: b@ours.example\r\nSubject: secretword\r\n" + header
                                + "\r\n\r\nsecretword in the text")
                        .getBytes(StandardCharsets.UTF_8));
        return world.archive()
                .capture(new Delivery(
                        inbound.key(),
                        inbound.receivedAt(),
                        direction,
                        inbound.envelope(),
                        inbound.session(),
                        inbound.accounts(),
                        inbound.content()))
                .id();
    }

    private ArchivedMessage found(Reader reader) {
        world.settle();
        return world.archive()
                .search(new SearchRequest("secretword", Optional.empty(), 10), reader)
                .items()
                .getFirst();
    }

    private static Consumer<Throwable> because(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sensitivity: Private",
                "sensitivity:personal",
                "Sensitivity:\r\n Personal",
                "X-Sensitivity: private",
                "X-Private: yes"
            })
    void mailThatSaysItIsPrivateIsShownWithASecondOfficersApproval(String header) {
        MessageId id = mail(header);
        ArchivedMessage masked = found(LI.reader());
        assertThat(masked.id()).isEqualTo(id);
        assertThat(masked.toString()).doesNotContain("secretword");
        assertThat(masked.subject()).isEqualTo(MailAccess.HIDDEN);
        assertThatThrownBy(() -> world.archive().find(id, LI.reader())).satisfies(because(Reason.PRIVATE));
        assertThatThrownBy(() -> world.archive().raw(id, LI.reader())).satisfies(because(Reason.PRIVATE));
        assertThatThrownBy(() -> world.archive().history(id, LI.reader())).satisfies(because(Reason.PRIVATE));

        Request request = desk().ask(id, "the dispute needs it", LI);
        assertThatThrownBy(() -> desk().approve(request.id(), LI)).satisfies(because(Reason.SAME_PERSON));
        assertThatThrownBy(() -> world.archive().raw(id, LI.reader())).satisfies(because(Reason.PRIVATE));
        desk().approve(request.id(), WANG);
        assertThat(world.archive().raw(id, LI.reader())).isPresent();
        assertThat(world.archive().find(id, WANG.reader()).orElseThrow().subject())
                .isEqualTo("secretword");
        assertThat(found(LI.reader()).snippet()).contains("secretword");
        assertThatThrownBy(() -> world.archive().raw(id, ZHAO.reader())).satisfies(because(Reason.PRIVATE));

        world.clock.move(Duration.ofHours(9));
        assertThatThrownBy(() -> world.archive().raw(id, LI.reader())).satisfies(because(Reason.PRIVATE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sensitivity: Company-Confidential",
                "Sensitivity: privately held",
                "X-Private: no",
                "Subject-X: Sensitivity: private"
            })
    void otherMailIsShown(String header) {
        MessageId id = mail(header);
        assertThat(world.archive().raw(id, LI.reader())).isPresent();
        assertThat(found(LI.reader()).subject()).isEqualTo("secretword");
    }

    @Test
    void aStrangersMarkKeepsNobodyFromReading() {
        MessageId id = mail("Sensitivity: Private", Direction.INBOUND);
        assertThat(world.archive().raw(id, LI.reader())).isPresent();
        assertThat(found(LI.reader()).subject()).isEqualTo("secretword");
    }

    @Test
    void onlySomebodyWhoseMailItIsMarksItAsPrivate() {
        MessageId id = mail("X-Nothing: 1");
        assertThatThrownBy(() -> desk().mark(id, "mine", LI)).satisfies(because(Reason.UNKNOWN));
        desk().mark(id, "family", LawWorld.officer("B@ours.example"));
        assertThatThrownBy(() -> world.archive().raw(id, LI.reader())).satisfies(because(Reason.PRIVATE));
        world.reopen();
        assertThatThrownBy(() -> world.archive().raw(id, LI.reader())).satisfies(because(Reason.PRIVATE));
    }

    @Test
    void whereAPurposeIsDemandedNothingIsReadWithoutOneAndItIsOnRecord() {
        MessageId id = mail("X-Nothing: 1");
        world.settle();
        desk().apply(new AccessPolicy(true, List.of("audit", "纠纷"), Duration.ofHours(1)));
        for (String none : List.of("", "curiosity", "auditing")) {
            Reader reader = LI.reader().withPurpose(none);
            assertThatThrownBy(() -> world.archive().raw(id, reader)).satisfies(because(Reason.PURPOSE));
            assertThatThrownBy(() -> world.archive().find(id, reader)).satisfies(because(Reason.PURPOSE));
            assertThatThrownBy(() -> world.archive().search(new SearchRequest("", Optional.empty(), 1), reader))
                    .satisfies(because(Reason.PURPOSE));
        }
        assertThat(world.archive().raw(id, LI.reader().withPurpose("Audit: year 2025")))
                .isPresent();
        assertThat(world.archive().raw(id, LI.reader().withPurpose("纠纷：华茂案"))).isPresent();
        Reader platform = new Reader("erp", "platform", "rest", Reader.Scope.ALL);
        assertThat(world.archive().raw(id, platform)).isPresent();
        List<AuditEvent> events = world.audit();
        assertThat(events)
                .filteredOn(event -> event.action().equals("raw")
                        && event.outcome().equals("done")
                        && event.role().equals("officer"))
                .extracting(event -> event.details().get("purpose"))
                .containsExactly("Audit: year 2025", "纠纷：华茂案");
        assertThat(events)
                .filteredOn(event -> event.outcome().equals("refused"))
                .hasSize(9);
    }
}
