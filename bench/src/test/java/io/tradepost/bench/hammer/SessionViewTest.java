package io.tradepost.bench.hammer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session is told, held against what it was told before. */
class SessionViewTest {
    private final Problems problems = new Problems();
    private final SessionView view = new SessionView("client", problems);

    private void told(String... lines) {
        List.of(lines).forEach(line -> view.accept(ImapLine.of(line)));
    }

    @Test
    void numbersFollowExistsAndExpunge() {
        view.during("UID FETCH 1:*");
        told("* 3 EXISTS", "* 1 FETCH (UID 4)", "* 2 FETCH (UID 7)", "* 1 EXPUNGE", "* 3 EXISTS", "* 3 FETCH (UID 9)");
        assertThat(view.uids()).containsExactly(7L, 0L, 9L);
        assertThat(problems.kept()).isEmpty();
    }

    @Test
    void aMessageThatWasNotAnnouncedHasNoNumber() {
        told("* 1 EXISTS", "* 2 FETCH (UID 9)");
        assertThat(problems.count()).isOne();
    }

    @Test
    void aNumberStaysWithItsMessage() {
        told("* 2 EXISTS", "* 2 FETCH (UID 9)", "* 2 FETCH (UID 10)");
        assertThat(problems.count()).isOne();
    }

    @Test
    void existsFallsOnlyByExpunge() {
        told("* 2 EXISTS", "* 1 EXISTS");
        assertThat(problems.count()).isOne();
    }

    @Test
    void noNumberChangesWhileTheClientNamesMessagesByNumber() {
        view.during("FETCH 1:2 (FLAGS)");
        told("* 2 EXISTS", "* 1 EXPUNGE");
        assertThat(problems.kept()).singleElement().asString().contains("EXPUNGE came during");
    }

    @Test
    void aFarewellThatNobodyAskedForIsAProblem() {
        told("* BYE tired");
        assertThat(problems.count()).isOne();
    }
}
