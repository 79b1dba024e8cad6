package io.tradepost.bench.hammer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.bench.load.LoadMail;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The hammer's own check, with a server played by hand: it is silent when all is well, and says what is not. */
class RecountTest {
    private static final long VALIDITY = 7;

    private final Problems problems = new Problems();
    private final Register register = new Register(problems);
    private final TreeMap<Long, String> anvil = new TreeMap<>();
    private final TreeMap<Long, String> rack = new TreeMap<>();

    private Spot appended(String token, long uid) {
        Placing placing = register.append(Folder.ANVIL, mail(token));
        register.appended(placing, new Answer.Appended(VALIDITY, uid));
        anvil.put(uid, token);
        return register.book(Folder.ANVIL).spot(uid).orElseThrow();
    }

    private static LoadMail mail(String token) {
        return new LoadMail(token, "a@load.example", List.of("b@load.example"), new byte[0], token);
    }

    private List<String> recount() {
        new Recount(register, problems)
                .run(List.of(contents(Folder.ANVIL, anvil), contents(Folder.RACK, rack)), List.of());
        return problems.kept();
    }

    /** As a server without a fault would show these messages; their bytes stand for themselves as their hash. */
    private Contents contents(Folder folder, SortedMap<Long, String> tokens) {
        TreeMap<Long, Contents.Message> messages = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        tokens.forEach((uid, token) -> {
            ImapLine line = ImapLine.of("* " + (messages.size() + 1) + " FETCH (UID " + uid + " FLAGS () MODSEQ (3))");
            messages.put(uid, new Contents.Message(line.fetched().orElseThrow(), token));
        });
        long next = Math.max(register.book(folder).highestUid(), tokens.isEmpty() ? 0 : tokens.lastKey()) + 1;
        lines.add("* " + messages.size() + " EXISTS");
        lines.add("* OK [UIDVALIDITY " + VALIDITY + "] .");
        lines.add("* OK [UIDNEXT " + next + "] .");
        lines.add("* OK [HIGHESTMODSEQ 9] .");
        String status = "* STATUS x (MESSAGES " + messages.size() + " UNSEEN " + messages.size() + " UIDNEXT " + next
                + " UIDVALIDITY " + VALIDITY + " HIGHESTMODSEQ 9)";
        return new Contents(folder, messages, answer(lines), answer(List.of(status)));
    }

    private static Answer answer(List<String> lines) {
        return new Answer(lines.stream().map(ImapLine::of).toList(), "OK");
    }

    @Test
    void nothingIsWrongWhenAllThatWasPromisedIsThere() {
        Spot first = appended("a", 1);
        appended("b", 2);
        Placing move = register.transfer(Placing.Kind.MOVE, List.of(first), Folder.RACK);
        register.transferred(move, new Answer.Copied(VALIDITY, List.of(1L), List.of(1L)));
        anvil.remove(1L);
        rack.put(1L, "a");
        assertThat(recount()).isEmpty();
    }

    @Test
    void aMessageThatNobodyTookAwayIsLost() {
        appended("a", 1);
        anvil.clear();
        assertThat(recount()).singleElement().asString().contains("Anvil/1").contains("lost");
    }

    @Test
    void aMessageThatAnExpungeMayHaveTakenIsNotMissed() {
        Spot spot = appended("a", 1);
        register.deletedSent(List.of(spot));
        register.expungeSent(List.of(spot));
        anvil.clear();
        assertThat(recount()).isEmpty();
    }

    @Test
    void anExpungeOfWhatNobodyMarkedTakesNothingAway() {
        Spot spot = appended("a", 1);
        register.expungeSent(List.of(spot));
        anvil.clear();
        assertThat(recount()).singleElement().asString().contains("lost");
    }

    @Test
    void whatWasMovedAwayIsNotThereAnyMore() {
        Spot spot = appended("a", 1);
        Placing move = register.transfer(Placing.Kind.MOVE, List.of(spot), Folder.RACK);
        register.transferred(move, new Answer.Copied(VALIDITY, List.of(1L), List.of(1L)));
        rack.put(1L, "a");
        assertThat(recount()).singleElement().asString().contains("Anvil/1").contains("is there");
    }

    @Test
    void anUnansweredMoveDoesBothOrNeither() {
        Spot spot = appended("a", 1);
        register.transfer(Placing.Kind.MOVE, List.of(spot), Folder.RACK);
        anvil.clear();
        assertThat(recount()).singleElement().asString().contains("put it nowhere");
    }

    @Test
    void anUnansweredMoveThatLeftTheOriginalMadeNoSecondOne() {
        Spot spot = appended("a", 1);
        register.transfer(Placing.Kind.MOVE, List.of(spot), Folder.RACK);
        rack.put(1L, "a");
        assertThat(recount()).singleElement().asString().contains("Rack/1").contains("nobody put it there");
    }

    @Test
    void anUnansweredAppendMayBeThereOnceAndNotTwice() {
        appended("a", 1);
        register.append(Folder.ANVIL, mail("b"));
        anvil.put(2L, "b");
        assertThat(recount()).isEmpty();
        anvil.put(3L, "b");
        assertThat(recount()).singleElement().asString().contains("nobody put it there");
    }

    @Test
    void aUidThatIsAnotherMessageNowIsAProblem() {
        appended("a", 1);
        appended("b", 2);
        anvil.put(1L, "b");
        assertThat(recount()).anyMatch(problem -> problem.startsWith("UID twice"));
    }

    @Test
    void aUidBelowOneThatWasGivenBeforeIsAProblem() {
        appended("a", 5);
        appended("b", 4);
        assertThat(problems.kept()).singleElement().asString().startsWith("UID too low");
    }

    @Test
    void aCopyThatNamesMoreThanItMadeIsAProblem() {
        Spot a = appended("a", 1);
        Spot b = appended("b", 2);
        Placing copy = register.transfer(Placing.Kind.COPY, List.of(a, b), Folder.RACK);
        register.transferred(copy, new Answer.Copied(VALIDITY, List.of(1L, 2L), List.of(1L)));
        assertThat(problems.kept()).singleElement().asString().contains("COPYUID");
    }

    @Test
    void bytesThatNobodyAppendedAreAProblem() {
        anvil.put(1L, "stranger");
        assertThat(recount()).anyMatch(problem -> problem.contains("nobody appended"));
    }

    @Test
    void countersThatDoNotEqualTheRecountAreProblems() {
        appended("a", 1);
        Contents right = contents(Folder.ANVIL, anvil);
        Answer wrong = answer(
                List.of("* STATUS x (MESSAGES 2 UNSEEN 0 UIDNEXT 3 UIDVALIDITY " + VALIDITY + " HIGHESTMODSEQ 2)"));
        new Contents(Folder.ANVIL, right.messages(), right.selected(), wrong).compareCounters(1, 3, problems);
        assertThat(problems.kept().stream()
                        .map(problem -> problem.split(" ", 2)[0])
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("MESSAGES", "UNSEEN", "UIDNEXT", "HIGHESTMODSEQ");
    }
}
