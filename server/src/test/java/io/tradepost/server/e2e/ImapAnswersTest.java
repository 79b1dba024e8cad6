package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers over IMAP to the letter of the standards, where James 3.8.1 gave others. */
class ImapAnswersTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private final RunningServer server = SHARED.server();
    private RawImap imap;

    @BeforeEach
    void selectFolders() {
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + zhaomin.address() + " " + zhaomin.password()))
                .contains(" OK");
        imap.command("CREATE answers");
        imap.command("CREATE elsewhere");
        assertThat(imap.command("SELECT answers")).contains(" OK");
    }

    @AfterEach
    void removeFolders() {
        imap.command("DELETE answers");
        imap.command("DELETE elsewhere");
        imap.close();
    }

    private void append(String message) {
        String text = message.replace("\n", "\r\n");
        assertThat(imap.command("APPEND answers {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
    }

    private void appendPlain(int count) {
        for (int i = 1; i <= count; i++) {
            append("From: <a@client.example>\nSubject: number " + i + "\n\nhello\n");
        }
    }

    @Test
    void aDisplayNameStandsInTheEnvelopeWithoutTheQuotesOfItsHeaderField() {
        append("""
                From: "Doe, John" <john@client.example>, "A \\"B\\" C" <abc@client.example>
                To: Plain Name <plain@client.example>
                Subject: names

                hello
                """);
        assertThat(imap.command("FETCH 1 ENVELOPE"))
                .contains("(\"Doe, John\" NIL \"john\" \"client.example\")")
                .contains("(\"A \\\"B\\\" C\" NIL \"abc\" \"client.example\")")
                .contains("((\"Plain Name\" NIL \"plain\" \"client.example\"))");
    }

    @Test
    void namesStandInTheEnvelopeAsTheyWereEncodedAndThoseThatWereNotAreEncoded() {
        String bare = new String("询价 urgent".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        append("From: =?gb2312?B?1dTD9A==?= <zhao@client.example>\nSubject: Re: " + bare + "\n\nhello\n");
        assertThat(imap.command("FETCH 1 ENVELOPE"))
                .contains("((\"=?gb2312?B?1dTD9A==?=\" NIL \"zhao\" \"client.example\"))")
                .contains("(NIL \"Re: =?UTF-8?B?6K+i5Lu3?= urgent\" ");
    }

    @Test
    void groupsRoutesAndNamesInCommentsStandInTheEnvelopeAsTheStandardHasThem() {
        append("""
                From: <@old.example:john@client.example>
                To: buyers: a@client.example, "B, C" <b@client.example>;, d@client.example (Dee)
                Cc: undisclosed-recipients:;
                Reply-To:
                Subject: folded
                 subject

                hello
                """);
        assertThat(imap.command("FETCH 1 ENVELOPE"))
                .contains("(NIL \"folded subject\" "
                        + "((NIL \"@old.example\" \"john\" \"client.example\")) "
                        + "((NIL \"@old.example\" \"john\" \"client.example\")) "
                        + "((NIL \"@old.example\" \"john\" \"client.example\")) "
                        + "((NIL NIL \"buyers\" NIL)(NIL NIL \"a\" \"client.example\")"
                        + "(\"B, C\" NIL \"b\" \"client.example\")(NIL NIL NIL NIL)"
                        + "(\"Dee\" NIL \"d\" \"client.example\")) "
                        + "((NIL NIL \"undisclosed-recipients\" NIL)(NIL NIL NIL NIL)) NIL NIL NIL)");
    }

    @Test
    void aDisplayNameStandsSoInTheStructureOfMailInsideMailToo() {
        append("""
                Subject: outer
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: message/rfc822

                From: "Doe, John" <john@client.example>
                Subject: inner

                hi
                --b--
                """);
        assertThat(imap.command("FETCH 1 BODYSTRUCTURE")).contains("((\"Doe, John\" NIL \"john\" \"client.example\"))");
    }

    @Test
    void moveSaysWhereMessagesWentBeforeItSaysThatTheyAreGone() {
        appendPlain(3);
        imap.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
        // Now message 2 has UID 3.
        String answer = imap.command("MOVE 2 elsewhere");
        assertThat(answer).containsPattern("\\* OK \\[COPYUID \\d+ 3 1\\][^\n]*\n\\* 2 EXPUNGE\n");
        assertThat(answer).containsPattern("a\\d+ OK \\[COPYUID \\d+ 3 1\\]");
    }

    @Test
    void copySaysUidsWhereSequenceNumbersWereNamed() {
        appendPlain(4);
        imap.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
        assertThat(imap.command("COPY 1,3 elsewhere")).containsPattern("OK \\[COPYUID \\d+ 2,4 1:2\\]");
        assertThat(imap.command("UID COPY 3:* elsewhere")).containsPattern("OK \\[COPYUID \\d+ 3:4 3:4\\]");
    }

    @Test
    void copyAndMoveOfNothingSayNoUids() {
        appendPlain(1);
        assertThat(imap.command("UID COPY 999 elsewhere")).contains(" OK").doesNotContain("COPYUID");
        assertThat(imap.command("UID MOVE 999 elsewhere")).contains(" OK").doesNotContain("COPYUID");
    }

    @Test
    void copyAndMoveNameOnlyWhatWasStillThere() {
        appendPlain(4);
        try (RawImap other = colleague()) {
            other.command("UID STORE 3 +FLAGS.SILENT (\\Deleted)");
            other.command("UID EXPUNGE 3");
            // This session has not been told that message 3 is gone.
            assertThat(imap.command("UID COPY 2:4 elsewhere")).containsPattern("OK \\[COPYUID \\d+ 2,4 1:2\\]");
            other.command("UID STORE 1 +FLAGS.SILENT (\\Deleted)");
            other.command("UID EXPUNGE 1");
            assertThat(imap.command("UID MOVE 1:2 elsewhere")).containsPattern("OK \\[COPYUID \\d+ 2 3\\]");
        }
    }

    @Test
    void copySaysWhatBecameWhat() {
        appendPlain(4);
        assertThat(imap.command("UID COPY 4,2 elsewhere")).containsPattern("OK \\[COPYUID \\d+ 2,4 1:2\\]");
        imap.command("SELECT elsewhere");
        assertThat(imap.command("FETCH 2 BODY.PEEK[HEADER.FIELDS (SUBJECT)]")).contains("number 4");
    }

    @Test
    void aUidThatMeansNothingIsNoErrorInAnEmptyFolder() {
        for (String command : List.of(
                "UID FETCH 1:* (FLAGS)",
                "UID STORE 1 +FLAGS (\\Seen)",
                "UID COPY 1:2 elsewhere",
                "UID MOVE 1 elsewhere",
                "UID EXPUNGE 1:*")) {
            assertThat(imap.command(command)).as(command).contains(" OK").doesNotContain("COPYUID");
        }
    }

    @Test
    void statusSaysOfANewFolderTheModSequenceThatSelectSays() {
        assertThat(imap.command("SELECT elsewhere")).contains("[HIGHESTMODSEQ 1]");
        assertThat(imap.command("STATUS answers (MESSAGES HIGHESTMODSEQ)")).contains("(MESSAGES 0 HIGHESTMODSEQ 1)");
    }

    @Test
    void noMessageIsShownBeforeItIsAnnounced() {
        appendPlain(2);
        try (RawImap other = colleague()) {
            String text = "Subject: third\r\n\r\nhello\r\n";
            other.command("APPEND answers {" + text.length() + "+}\r\n" + text);
            other.command("UID STORE 1:3 +FLAGS (\\Flagged)");
            String answer = imap.command("UID FETCH 1:* (FLAGS)");
            assertThat(answer.indexOf("* 3 EXISTS")).as(answer).isPositive();
            assertThat(answer.substring(0, answer.indexOf("* 3 EXISTS"))).doesNotContain("* 3 FETCH");
        }
    }

    @Test
    void whatCameWhileTheClientIdledIsToldBeforeIdleEnds() {
        appendPlain(1);
        try (RawImap other = colleague()) {
            imap.say("i1 IDLE\r\n");
            assertThat(imap.line()).startsWith("+");
            String text = "Subject: second\r\n\r\nhello\r\n";
            other.command("APPEND answers {" + text.length() + "+}\r\n" + text);
            imap.say("DONE\r\n");
            StringBuilder told = new StringBuilder();
            String line;
            do {
                line = imap.line();
                told.append(line).append('\n');
            } while (!line.startsWith("i1 "));
            assertThat(told).contains("* 2 EXISTS").contains("i1 OK");
        }
    }

    /** Another session of the same account with the folder selected. */
    private RawImap colleague() {
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        RawImap other = RawImap.connectTls(server.port("imaps"));
        other.command("LOGIN " + zhaomin.address() + " " + zhaomin.password());
        assertThat(other.command("SELECT answers")).contains(" OK");
        return other;
    }

    @Test
    void aFetchedPartIsAsLongAsItSays() {
        String body = "x".repeat(70) + "\n";
        append("Subject: long\n\n" + body.repeat(2_000));
        String answer = imap.command("FETCH 1 BODY.PEEK[TEXT]");
        assertThat(answer).contains("BODY[TEXT] {144000}");
        assertThat(answer.lines().filter(line -> line.equals("x".repeat(70)))).hasSize(2_000);
    }

    @Test
    void listFindsInboxInAnyCase() {
        assertThat(imap.command("LIST \"\" inbox")).contains("\"INBOX\"");
        assertThat(imap.command("LIST \"\" InBoX")).contains("\"INBOX\"");
        assertThat(imap.command("LIST \"\" inbo")).doesNotContain("INBOX");
    }

    @Test
    void whyAConnectionIsClosedIsSaidBeforeItIs() {
        try (RawImap stranger = RawImap.connectTls(server.port("imaps"))) {
            stranger.say("(((\r\n");
            assertThat(stranger.line()).startsWith("* BYE");
            assertThat(stranger.line()).isEqualTo("closed");
        }
    }

    @Test
    void whatQresyncNeedsIsAnnouncedWithIt() {
        assertThat(imap.command("CAPABILITY")).contains(" QRESYNC").contains(" CONDSTORE");
        appendPlain(1);
        assertThat(imap.command("FETCH 1 (FLAGS MODSEQ)")).containsPattern("MODSEQ \\(\\d+\\)");
    }
}
