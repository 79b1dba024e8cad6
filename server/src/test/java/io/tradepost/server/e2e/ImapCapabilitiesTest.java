package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.FreshAccounts;
import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.RunningServer.DemoAccount;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each capability that is announced is used, and does what its RFC says; nothing else is announced. */
class ImapCapabilitiesTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    /** SORT and THREAD are tried in ImapOrderTest, SPECIAL-USE in SpecialFoldersTest, LIST-EXTENDED in ImapListTest. */
    private static final Set<String> PROVEN = Set.of(
            "ACL",
            "AUTH=PLAIN",
            "CHILDREN",
            "COMPRESS=DEFLATE",
            "CONDSTORE",
            "ENABLE",
            "ESEARCH",
            "I18NLEVEL=1",
            "ID",
            "IDLE",
            "IMAP4REV1",
            "LIST-EXTENDED",
            "LIST-MYRIGHTS",
            "LIST-STATUS",
            "LITERAL+",
            "METADATA",
            "MOVE",
            "NAMESPACE",
            "OBJECTID",
            "QRESYNC",
            "QUOTA",
            "QUOTA=RES-MESSAGE",
            "QUOTA=RES-STORAGE",
            "SASL-IR",
            "SAVEDATE",
            "SEARCHRES",
            "SORT",
            "SPECIAL-USE",
            "STATUS=SIZE",
            "THREAD=ORDEREDSUBJECT",
            "THREAD=REFERENCES",
            "UIDPLUS",
            "UNSELECT",
            "WITHIN");

    @TempDir
    private static Path folder;

    private static DemoAccount account;
    private static DemoAccount other;

    private final RunningServer server = SHARED.server();
    private RawImap imap;

    @BeforeAll
    static void makeAccounts() {
        List<DemoAccount> fresh = FreshAccounts.make(SHARED.server(), folder, 2);
        account = fresh.getFirst();
        other = fresh.getLast();
    }

    @BeforeEach
    void selectFolder() {
        imap = signedIn(account);
        imap.command("CREATE work");
        assertThat(imap.command("SELECT work")).contains(" OK");
    }

    @AfterEach
    void removeFolder() {
        imap.command("DELETE work");
        imap.close();
    }

    private RawImap signedIn(DemoAccount who) {
        RawImap connected = RawImap.connectTls(server.port("imaps"));
        assertThat(connected.command("LOGIN " + who.address() + " " + who.password()))
                .contains(" OK");
        return connected;
    }

    private String append(String subject) {
        String text = "From: a@client.example\r\nSubject: " + subject + "\r\n\r\nhello\r\n";
        String answer = imap.command("APPEND work {" + text.length() + "+}\r\n" + text);
        assertThat(answer).contains(" OK");
        return answer;
    }

    private static Set<String> announced(String answer) {
        String line = answer.lines()
                .filter(one -> one.startsWith("* CAPABILITY"))
                .findFirst()
                .orElseThrow();
        return new TreeSet<>(
                Arrays.asList(line.substring("* CAPABILITY ".length()).split(" ")));
    }

    @Test
    void nothingIsAnnouncedThatIsNotTriedHereOrNextDoor() {
        assertThat(announced(imap.command("CAPABILITY"))).containsExactlyInAnyOrderElementsOf(PROVEN);
    }

    @Test
    void inClearTextOnlyTheWayToTlsIsOpen() {
        try (RawImap clear = RawImap.connect(server.port("imap"))) {
            assertThat(announced(clear.command("CAPABILITY")))
                    .contains("STARTTLS", "LOGINDISABLED")
                    .doesNotContain("AUTH=PLAIN", "COMPRESS=DEFLATE");
        }
    }

    @Test
    void idleHearsOfMailAtOnce() {
        imap.say("i1 IDLE\r\n");
        assertThat(imap.line()).startsWith("+");
        try (RawImap another = signedIn(account)) {
            assertThat(another.command("APPEND work {12+}\r\nSubject: x\r\n")).contains(" OK");
        }
        assertThat(imap.line()).isEqualTo("* 1 EXISTS");
        imap.say("DONE\r\n");
        String line = imap.line();
        while (!line.startsWith("i1 ")) {
            line = imap.line();
        }
        assertThat(line).startsWith("i1 OK");
    }

    @Test
    void namespaceIsOnePersonalOneWithTheDelimiterThatListHas() {
        assertThat(imap.command("NAMESPACE")).contains("* NAMESPACE ((\"\" \".\")) NIL NIL");
    }

    @Test
    void rightsAreGivenShownAndTakenAway() {
        assertThat(imap.command("MYRIGHTS work")).contains("* MYRIGHTS \"work\" \"aeiklprstwx\"");
        assertThat(imap.command("SETACL work " + other.address() + " lr")).contains(" OK");
        assertThat(imap.command("GETACL work")).contains("\"" + other.address() + "\" \"lr\"");
        assertThat(imap.command("SETACL work " + other.address() + " +s")).contains(" OK");
        assertThat(imap.command("GETACL work")).contains("\"" + other.address() + "\" \"lrs\"");
        assertThat(imap.command("DELETEACL work " + other.address())).contains(" OK");
        assertThat(imap.command("GETACL work")).doesNotContain(other.address());
        assertThat(imap.command("LISTRIGHTS work " + other.address()))
                .contains("\"" + other.address() + "\" \"\" \"a\"");
        assertThat(imap.command("LIST \"\" work RETURN (MYRIGHTS)")).contains("* MYRIGHTS \"work\" \"aeiklprstwx\"");
    }

    @Test
    void quotaNamesTheRootAndNobodySetsTheirOwn() {
        String answer = imap.command("GETQUOTAROOT work");
        assertThat(answer).contains("* QUOTAROOT \"work\" ").contains(" OK");
        String root = answer.substring(answer.indexOf("\"work\" ") + 7)
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(answer).contains("* QUOTA " + root + " (");
        assertThat(imap.command("GETQUOTA " + root))
                .contains("* QUOTA " + root + " (")
                .contains(" OK");
        assertThat(imap.command("SETQUOTA " + root + " (STORAGE 1)")).contains(" NO");
    }

    @Test
    void condstoreTellsWhatChangedAndHoldsBackWhatWouldOverwriteIt() {
        append("one");
        append("two");
        String first = imap.command("FETCH 1 (MODSEQ)");
        long seen = Long.parseLong(first.replaceAll("(?s).*MODSEQ \\((\\d+)\\).*", "$1"));
        assertThat(imap.command("STORE 1 +FLAGS (\\Flagged)")).containsPattern("MODSEQ \\(\\d+\\)");
        assertThat(imap.command("FETCH 1:2 (FLAGS) (CHANGEDSINCE " + (seen + 1) + ")"))
                .contains("* 1 FETCH")
                .doesNotContain("* 2 FETCH");
        assertThat(imap.command("STORE 1,2 (UNCHANGEDSINCE " + (seen + 1) + ") +FLAGS (\\Answered)"))
                .contains("[MODIFIED 1]")
                .contains("* 2 FETCH");
        assertThat(imap.command("SEARCH MODSEQ " + (seen + 2))).containsPattern("\\* SEARCH .*\\(MODSEQ \\d+\\)");
        assertThat(imap.command("STATUS work (HIGHESTMODSEQ)")).containsPattern("HIGHESTMODSEQ [1-9]\\d*");
    }

    @Test
    void qresyncTellsAtOnceWhatCameAndWentMeanwhile() {
        append("one");
        append("two");
        append("three");
        String selected = imap.command("SELECT work");
        String validity = selected.replaceAll("(?s).*\\[UIDVALIDITY (\\d+)\\].*", "$1");
        String status = imap.command("STATUS work (HIGHESTMODSEQ)");
        String seen = status.replaceAll("(?s).*HIGHESTMODSEQ (\\d+).*", "$1");
        imap.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
        imap.command("STORE 2 +FLAGS.SILENT (\\Flagged)");
        try (RawImap returning = signedIn(account)) {
            assertThat(returning.command("SELECT work (QRESYNC (" + validity + " " + seen + "))"))
                    .contains(" BAD");
            assertThat(returning.command("ENABLE QRESYNC")).contains("* ENABLED QRESYNC");
            assertThat(returning.command("SELECT work (QRESYNC (" + validity + " " + seen + "))"))
                    .contains("* VANISHED (EARLIER) 1")
                    .containsPattern("\\* 2 FETCH \\(.*FLAGS \\(\\\\Flagged.*UID 3")
                    .doesNotContain("* 1 FETCH");
            returning.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
            assertThat(returning.command("EXPUNGE")).contains("* VANISHED 2").doesNotContain("EXPUNGE\n*");
            assertThat(returning.command("SELECT INBOX")).contains("* OK [CLOSED]");
        }
    }

    @Test
    void moveTakesAlongAndSaysWhereTo() {
        append("one");
        imap.command("CREATE there");
        assertThat(imap.command("MOVE 1 there")).containsPattern("\\* OK \\[COPYUID \\d+ 1 1\\][^\n]*\n\\* 1 EXPUNGE");
        assertThat(imap.command("STATUS there (MESSAGES)")).contains("MESSAGES 1");
        imap.command("DELETE there");
    }

    @Test
    void uidplusSaysTheNewUidsAndExpungesByThem() {
        assertThat(append("one")).containsPattern("\\[APPENDUID \\d+ 1\\]");
        append("two");
        assertThat(imap.command("COPY 1:2 work")).containsPattern("\\[COPYUID \\d+ 1:2 3:4\\]");
        imap.command("STORE 1:3 +FLAGS.SILENT (\\Deleted)");
        assertThat(imap.command("UID EXPUNGE 2:3"))
                .contains("* 2 EXPUNGE\n* 2 EXPUNGE\n")
                .doesNotContain("* 1 EXPUNGE");
    }

    @Test
    void statusComesWithTheListAndKnowsSizes() {
        append("one");
        assertThat(imap.command("LIST \"\" work RETURN (STATUS (MESSAGES SIZE))"))
                .containsPattern("\\* STATUS \"work\" \\(MESSAGES 1 SIZE \\d{2}\\)");
        imap.command("CREATE work.below");
        assertThat(imap.command("LIST \"\" work*"))
                .contains("(\\HasChildren) \".\" \"work\"")
                .contains("(\\HasNoChildren) \".\" \"work.below\"");
        imap.command("DELETE work.below");
    }

    @Test
    void idIsAnswered() {
        assertThat(imap.command("ID (\"name\" \"test\" \"version\" NIL)"))
                .contains("* ID ")
                .contains(" OK");
        assertThat(imap.command("ID NIL")).contains("* ID ").contains(" OK");
    }

    @Test
    void enableSaysWhatItTurnedOnAndPassesOverWhatItDoesNotKnow() {
        assertThat(imap.command("ENABLE CONDSTORE X-NOTHING"))
                .contains("* ENABLED CONDSTORE\n")
                .contains(" OK");
    }

    @Test
    void literalsComeWithAndWithoutWaiting() {
        assertThat(imap.command("STATUS {4+}\r\nwork (MESSAGES)")).contains("* STATUS");
        imap.say("w1 STATUS {4}\r\n");
        assertThat(imap.line()).startsWith("+");
        imap.say("work (MESSAGES)\r\n");
        assertThat(imap.line()).startsWith("* STATUS");
        assertThat(imap.line()).startsWith("w1 OK");
    }

    @Test
    void aLongMessageComesWhole() {
        String line = "x".repeat(76) + "\r\n";
        String text = "Subject: long\r\n\r\n" + line.repeat(70_000);
        assertThat(imap.command("APPEND work {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
        String fetched = imap.command("FETCH 1 BODY.PEEK[]");
        assertThat(fetched).contains("BODY[] {" + text.length() + "}");
        assertThat(fetched.lines().filter(one -> one.equals("x".repeat(76)))).hasSize(70_000);
    }

    @Test
    void compressedWordsAreUnderstoodAndAnsweredInKind() {
        String text = "Subject: long\r\n\r\n" + "the same line again and again\r\n".repeat(2_000);
        assertThat(imap.command("APPEND work {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
        assertThat(imap.command("COMPRESS LZ4")).contains(" BAD");
        assertThat(imap.command("COMPRESS DEFLATE")).contains(" OK");
        imap.compressed();
        assertThat(imap.command("FETCH 1 BODY.PEEK[]"))
                .contains("BODY[] {" + text.length() + "}")
                .contains(" OK");
        assertThat(imap.command("COMPRESS DEFLATE")).contains(" NO");
        assertThat(imap.command("NOOP")).contains(" OK");
    }

    @Test
    void strangersDoNotCompress() {
        try (RawImap stranger = RawImap.connectTls(server.port("imaps"))) {
            assertThat(stranger.command("COMPRESS DEFLATE")).contains(" NO");
        }
    }

    @Test
    void unselectLeavesWhatIsMarkedAsDeleted() {
        append("one");
        imap.command("STORE 1 +FLAGS (\\Deleted)");
        assertThat(imap.command("UNSELECT")).contains(" OK");
        assertThat(imap.command("FETCH 1 FLAGS")).contains(" NO");
        assertThat(imap.command("STATUS work (MESSAGES)")).contains("MESSAGES 1");
    }

    @Test
    void saslTakesTheFirstAnswerAtOnceOrAsksForIt() {
        String token = Base64.getEncoder()
                .encodeToString(
                        ("\0" + account.address() + "\0" + account.password()).getBytes(StandardCharsets.US_ASCII));
        try (RawImap direct = RawImap.connectTls(server.port("imaps"))) {
            assertThat(direct.command("AUTHENTICATE PLAIN " + token)).contains(" OK");
        }
        try (RawImap asked = RawImap.connectTls(server.port("imaps"))) {
            asked.say("s1 AUTHENTICATE PLAIN\r\n");
            assertThat(asked.line()).startsWith("+");
            asked.say(token + "\r\n");
            assertThat(asked.line()).startsWith("s1 OK");
        }
    }

    @Test
    void searchAnswersInBriefAndKeepsWhatItFound() {
        append("one");
        append("two");
        append("three");
        assertThat(imap.command("SEARCH RETURN (MIN MAX COUNT ALL) ALL"))
                .containsPattern("\\* ESEARCH \\(TAG \"a\\d+\"\\) MIN 1 MAX 3 COUNT 3 ALL 1:3");
        assertThat(imap.command("SEARCH RETURN (SAVE) SUBJECT two"))
                .contains(" OK")
                .doesNotContain("* SEARCH")
                .doesNotContain("* ESEARCH");
        assertThat(imap.command("FETCH $ UID")).contains("* 2 FETCH (UID 2)").doesNotContain("* 1 FETCH");
        assertThat(imap.command("SEARCH YOUNGER 3600")).contains("* SEARCH 1 2 3\n");
        assertThat(imap.command("SEARCH OLDER 3600")).contains("* SEARCH\n");
    }

    @Test
    void searchFindsLettersBeyondAsciiInEitherCase() {
        append("=?utf-8?Q?=C3=84rger?=");
        assertThat(imap.command("SEARCH CHARSET UTF-8 SUBJECT {7+}\r\n\u00c3\u00a4rger"))
                .contains("* SEARCH");
        String bytes = new String("ärger".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(imap.command("SEARCH CHARSET UTF-8 SUBJECT {" + bytes.length() + "+}\r\n" + bytes))
                .contains("* SEARCH 1\n");
    }

    @Test
    void everyMessageAndMailboxHasAnIdentityAndADateOfItsOwn() {
        append("one");
        String fetched = imap.command("FETCH 1 (EMAILID THREADID SAVEDATE)");
        assertThat(fetched)
                .containsPattern("EMAILID \\([A-Za-z0-9_-]+\\)")
                .containsPattern("THREADID \\([A-Za-z0-9_-]+\\)")
                .containsPattern("SAVEDATE \"");
        String id = fetched.replaceAll("(?s).*EMAILID \\(([A-Za-z0-9_-]+)\\).*", "$1");
        assertThat(imap.command("SEARCH EMAILID " + id)).contains("* SEARCH 1\n");
        assertThat(imap.command("STATUS work (MAILBOXID)")).containsPattern("MAILBOXID \\([A-Za-z0-9_-]+\\)");
        imap.command("CREATE there");
        imap.command("COPY 1 there");
        imap.command("SELECT there");
        assertThat(imap.command("FETCH 1 (EMAILID)")).contains("(" + id + ")");
        imap.command("DELETE there");
    }

    @Test
    void notesOnAMailboxAreKeptAndGivenBack() {
        assertThat(imap.command("SETMETADATA work (/private/comment \"mine\")")).contains(" OK");
        assertThat(imap.command("GETMETADATA work /private/comment")).contains("/private/comment \"mine\"");
        assertThat(imap.command("SETMETADATA work (/private/comment NIL)")).contains(" OK");
        assertThat(imap.command("GETMETADATA work /private/comment")).doesNotContain("mine");
    }
}
