package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.FreshAccounts;
import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.RunningServer.DemoAccount;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rules of the standards that James 3.8.1 does not keep, on an account of the test's own. */
class ImapRulesTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    @TempDir
    private static Path folder;

    private static DemoAccount account;

    private final RunningServer server = SHARED.server();
    private RawImap imap;

    @BeforeAll
    static void makeAccount() {
        account = FreshAccounts.make(SHARED.server(), folder, 1).getFirst();
    }

    @BeforeEach
    void signIn() {
        imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + account.address() + " " + account.password()))
                .contains(" OK");
        imap.command("CREATE rules");
    }

    @AfterEach
    void removeFolder() {
        imap.command("DELETE rules");
        imap.close();
    }

    private void append(String name, String text) {
        assertThat(imap.command("APPEND " + name + " {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
    }

    @Test
    void inboxCanBeNeitherMadeNorDeleted() {
        append("INBOX", "Subject: kept\r\n\r\nhello\r\n");
        assertThat(imap.command("CREATE inbox")).contains(" NO");
        assertThat(imap.command("DELETE InBox")).contains(" NO");
        assertThat(imap.command("STATUS INBOX (MESSAGES)")).doesNotContain("MESSAGES 0");
    }

    @Test
    void renamingInboxMovesItsMessagesAndLeavesItAndWhatIsBelowInPlace() {
        imap.command("CREATE INBOX.below");
        append("INBOX", "Subject: moved\r\n\r\nhello\r\n");
        String before = imap.command("STATUS INBOX (UIDVALIDITY)");
        assertThat(imap.command("RENAME INBOX put.away")).contains(" OK");
        assertThat(imap.command("STATUS put.away (MESSAGES)")).doesNotContain("MESSAGES 0");
        assertThat(imap.command("STATUS INBOX (MESSAGES)")).contains("MESSAGES 0");
        assertThat(imap.command("STATUS INBOX (UIDVALIDITY)").lines().findFirst())
                .isEqualTo(before.lines().findFirst());
        assertThat(imap.command("LIST \"\" *")).contains("\"INBOX.below\"").doesNotContain("\"put.away.below\"");
        assertThat(imap.command("RENAME INBOX put.away")).contains(" NO");
        imap.command("DELETE put.away");
        imap.command("DELETE put");
        imap.command("DELETE INBOX.below");
    }

    @Test
    void whatWasOpenedToBeReadIsNotChanged() {
        append("rules", "Subject: read\r\n\r\nhello\r\n");
        imap.command("SELECT rules");
        imap.command("STORE 1 +FLAGS (\\Deleted)");
        assertThat(imap.command("EXAMINE rules")).contains("[READ-ONLY]");
        assertThat(imap.command("STORE 1 +FLAGS (\\Flagged)")).contains(" NO");
        assertThat(imap.command("UID STORE 1 -FLAGS (\\Deleted)")).contains(" NO");
        assertThat(imap.command("FETCH 1 BODY[TEXT]")).contains("hello").doesNotContain("\\Seen");
        assertThat(imap.command("MOVE 1 INBOX")).contains(" NO");
        assertThat(imap.command("EXPUNGE")).contains(" NO");
        assertThat(imap.command("CLOSE")).containsPattern("a\\d+ OK CLOSE");
        assertThat(imap.command("STATUS rules (MESSAGES UNSEEN)")).contains("(MESSAGES 1 UNSEEN 1)");
        imap.command("SELECT rules");
        assertThat(imap.command("STORE 1 +FLAGS (\\Flagged)")).contains("\\Flagged");
        assertThat(imap.command("CLOSE")).contains(" OK");
        assertThat(imap.command("STATUS rules (MESSAGES)")).contains("(MESSAGES 0)");
    }

    @Test
    void datesMayStandInQuotes() {
        append("rules", "Date: Thu, 1 Feb 2024 10:00:00 +0000\r\n\r\nhello\r\n");
        imap.command("SELECT rules");
        assertThat(imap.command("SEARCH SENTSINCE \"1-Feb-2024\"")).contains("* SEARCH 1\n");
        assertThat(imap.command("SEARCH SENTBEFORE \"01-Feb-2024\"")).contains("* SEARCH\n");
        assertThat(imap.command("SEARCH SENTON \"1-Feb-2024\" NOT BEFORE \"2-Feb-2024\""))
                .contains("* SEARCH 1\n");
        assertThat(imap.command("SEARCH SENTON \"1-Feb-2024")).contains(" BAD");
    }

    @Test
    void condstoreTurnedOnLateTellsTheHighestModSequence() {
        append("rules", "Subject: one\r\n\r\nhello\r\n");
        imap.command("SELECT rules");
        assertThat(imap.command("ENABLE CONDSTORE"))
                .containsPattern("\\* OK \\[HIGHESTMODSEQ [1-9]\\d*\\]")
                .contains("* ENABLED CONDSTORE");
        assertThat(imap.command("ENABLE CONDSTORE")).doesNotContain("HIGHESTMODSEQ");
    }

    @Test
    void noModSequenceIsZero() {
        assertThat(imap.command("SELECT rules")).contains("[HIGHESTMODSEQ 1]");
    }

    @Test
    void oddNamesAreNamesOrRefusedAndTheConnectionGoesOn() {
        assertThat(imap.command("SELECT !#$'+,-.0123456789:;<=>?@^_`|[}")).contains(" NO");
        for (String name : new String[] {"a&b", "\"&\"", "&Jjo!", "\"~&AAA\""}) {
            assertThat(imap.command("SELECT " + name)).as(name).contains(" NO");
            assertThat(imap.command("CREATE " + name)).as(name).contains(" NO");
            assertThat(imap.command("LIST \"\" " + name))
                    .as(name)
                    .contains(" OK")
                    .doesNotContain("* LIST");
        }
        assertThat(imap.command("NOOP")).contains(" OK");
    }

    @Test
    void aFlagThatLooksLikeTheStandardsMustBeOne() {
        append("rules", "Subject: one\r\n\r\nhello\r\n");
        imap.command("SELECT rules");
        assertThat(imap.command("STORE 1 +FLAGS (\\Bogus)")).contains(" BAD");
        assertThat(imap.command("APPEND rules (\\Bogus) {3+}\r\nabc")).contains(" BAD");
        assertThat(imap.command("STORE 1 +FLAGS ($Bogus a]b)"))
                .contains("$Bogus")
                .contains("a]b");
    }

    @Test
    void theRightsThatSomebodyHasAnywayAreNamedFirst() {
        assertThat(imap.command("LISTRIGHTS rules somebody@tradepost.test"))
                .contains("* LISTRIGHTS \"rules\" \"somebody@tradepost.test\" \"\" \"a\" ");
    }

    @Test
    void whatLivesOnUnderAnotherNameIsNotHalfThere() {
        assertThat(imap.command("XLIST \"\" *")).contains(" BAD");
    }
}
