package io.tradepost.archive.hold;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.law.LawWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldsTest {
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

    private Holds desk() {
        return world.archive().law().holds();
    }

    private Hold create(String name, String query) {
        return desk().create(name, "Acme v. us", "letter of the court", query(query), LI.reader());
    }

    private List<String> covering(MessageId id) {
        return desk().covering(id, LI.reader()).stream().map(Hold::name).toList();
    }

    @Test
    void aHoldCoversWhatIsThereAndWhatIsYetToCome() {
        MessageId before = world.mail("contract with acme", "text");
        create("acme", "subject:acme");
        MessageId after = world.mail("another contract with acme", "text");
        MessageId other = world.mail("lunch", "text");
        assertThat(covering(before)).containsExactly("acme");
        assertThat(covering(after)).containsExactly("acme");
        assertThat(covering(other)).isEmpty();
    }

    @Test
    void aHoldIsFoundByItsNameUntilItIsReleasedAndAfterARebuildToo() {
        MessageId before = world.mail("contract with acme", "text");
        world.mail("lunch", "text");
        world.settle();
        create("acme", "subject:acme");
        MessageId after = world.mail("another contract with acme", "text");
        world.settle();
        assertThat(found("hold:acme")).containsExactlyInAnyOrder(before, after);
        world.archive().rebuild(progress -> {});
        world.settle();
        assertThat(found("hold:acme")).containsExactlyInAnyOrder(before, after);
        world.reopen();
        world.settle();
        assertThat(found("has:hold")).containsExactlyInAnyOrder(before, after);
        desk().release("acme", "settled", WANG);
        world.settle();
        assertThat(found("hold:acme")).containsExactlyInAnyOrder(before, after);
        desk().approveRelease("acme", LI);
        world.settle();
        assertThat(found("hold:acme")).isEmpty();
        assertThat(found("has:hold")).isEmpty();
    }

    private List<MessageId> found(String query) {
        return world.archive().search(new SearchRequest(query, Optional.empty(), 10), LI.reader()).items().stream()
                .map(ArchivedMessage::id)
                .toList();
    }

    @Test
    void aHoldOnCustodiansCoversTheirMailAlone() {
        Criteria custodians = new Criteria("price", List.of(new Person("chen@ours.example")));
        desk().create("chen", "inquiry", "antitrust", custodians, LI.reader());
        assertThat(covering(world.mail("a@x.example", "chen@ours.example", "s", "the price is")))
                .containsExactly("chen");
        assertThat(covering(world.mail("a@x.example", "chen@ours.example", "s", "no word of it")))
                .isEmpty();
        assertThat(covering(world.mail("a@x.example", "liu@ours.example", "s", "the price is")))
                .isEmpty();
    }

    @Test
    void aCorrectionOfLinksTakesNothingOutOfAHold() {
        create("acme", "customer:ACME");
        MessageId id = world.mail("hello", "text");
        assertThat(covering(id)).isEmpty();
        world.link(id, "ACME");
        assertThat(covering(id)).containsExactly("acme");
        world.unlink(id);
        assertThat(covering(id)).containsExactly("acme");
    }

    @Test
    void releasingTakesASecondPerson() {
        MessageId id = world.mail("acme", "text");
        create("acme", "subject:acme");
        Request request = desk().release("acme", "settled", WANG);
        assertThat(covering(id)).containsExactly("acme");
        assertThatThrownBy(() -> desk().approveRelease("acme", WANG)).satisfies(because(Reason.SAME_PERSON));
        assertThat(desk().release("acme", "settled again", LI).id()).isEqualTo(request.id());
        world.reopen();
        assertThat(covering(id)).containsExactly("acme");
        Hold released = desk().approveRelease("acme", LI);
        assertThat(released.active()).isFalse();
        assertThat(released.release().orElseThrow().request()).isEqualTo(request.id());
        assertThat(covering(id)).isEmpty();
        world.reopen();
        assertThat(desk().hold("acme")).isEqualTo(released);
        assertThatThrownBy(() -> desk().release("acme", "again", LI)).satisfies(because(Reason.RELEASED));
        assertThatThrownBy(() -> create("acme", "")).satisfies(because(Reason.NAME_TAKEN));
    }

    @Test
    void aRequestIsTakenBackByItsMakerAloneAndExpires() {
        create("acme", "subject:acme");
        Request request = desk().release("acme", "settled", WANG);
        var approvals = world.archive().law().approvals();
        assertThatThrownBy(() -> approvals.withdraw(request.id(), LI)).satisfies(because(Reason.NOT_THE_MAKER));
        approvals.withdraw(request.id(), WANG);
        assertThatThrownBy(() -> desk().approveRelease("acme", LI)).satisfies(because(Reason.UNKNOWN));
        desk().release("acme", "settled after all", WANG);
        world.clock.move(Duration.ofDays(15));
        assertThatThrownBy(() -> desk().approveRelease("acme", LI)).satisfies(because(Reason.UNKNOWN));
        assertThat(desk().hold("acme").active()).isTrue();
        assertThat(approvals.list())
                .extracting(one -> one.state(world.clock.instant()))
                .containsExactly(Request.State.WITHDRAWN, Request.State.EXPIRED);
    }

    private static java.util.function.Consumer<Throwable> because(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
