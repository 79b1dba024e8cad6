package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SORT and THREAD (RFC 5256) over IMAP in the running server. */
class ImapOrderTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private RawImap imap;

    @BeforeEach
    void selectFolder() {
        RunningServer server = SHARED.server();
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + zhaomin.address() + " " + zhaomin.password()))
                .contains(" OK");
        imap.command("CREATE ordered");
        assertThat(imap.command("SELECT ordered")).contains(" OK");
    }

    @AfterEach
    void removeFolder() {
        imap.command("CLOSE");
        imap.command("DELETE ordered");
        imap.close();
    }

    /** Appends a message with these header lines, come in on a day of November 2026. */
    private void append(int day, String... header) {
        String text = new String(
                (String.join("\r\n", header) + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        String arrived = String.format(java.util.Locale.ROOT, "\"%02d-Nov-2026 12:00:00 +0000\"", day);
        assertThat(imap.command("APPEND ordered " + arrived + " {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
    }

    private String asked(String command) {
        String answer = imap.command(command);
        assertThat(answer).contains(" OK");
        String name = command.replace("UID ", "").split(" ", 2)[0];
        return answer.lines()
                .filter(line -> line.startsWith("* " + name))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse("nothing was said");
    }

    @Test
    void bothAreAnnounced() {
        assertThat(imap.command("CAPABILITY").split("\\s+"))
                .contains("SORT", "THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES");
    }

    @Test
    void sortsBySubjectWithoutWhatRepliesAndListsPutAroundIt() {
        append(1, "Subject: Re: [sales] Re[2]: cartons", "Date: Tue, 3 Nov 2026 08:00:00 +0000");
        append(2, "Subject: bolts (fwd)", "Date: Wed, 4 Nov 2026 08:00:00 +0000");
        append(3, "Subject: [Fwd: axles]", "Date: Thu, 5 Nov 2026 08:00:00 +0000");
        append(4, "Subject: CARTONS", "Date: Mon, 2 Nov 2026 08:00:00 +0000");
        append(5, "Subject: =?UTF-8?B?6K6i5Y2V?=", "Date: Fri, 6 Nov 2026 08:00:00 +0000");
        append(6, "From: nobody@client.example");
        assertThat(asked("SORT (SUBJECT DATE) UTF-8 ALL")).isEqualTo("6 3 2 4 1 5");
        assertThat(asked("SORT (REVERSE SUBJECT DATE) UTF-8 ALL")).isEqualTo("5 4 1 2 3 6");
    }

    @Test
    void sortsByTheDateOfTheSenderAndWhereThereIsNoneByThatOfArrival() {
        append(9, "Subject: a", "Date: Sun, 8 Nov 2026 01:00:00 +0800");
        append(7, "Subject: b");
        append(1, "Subject: c", "Date: Sat, 7 Nov 2026 16:00:00 +0000");
        append(2, "Subject: d", "Date: nobody knows");
        assertThat(asked("SORT (DATE) US-ASCII ALL")).isEqualTo("4 2 3 1");
        assertThat(asked("SORT (ARRIVAL) US-ASCII ALL")).isEqualTo("3 4 2 1");
        assertThat(asked("SORT (REVERSE ARRIVAL) US-ASCII NOT SUBJECT b")).isEqualTo("1 4 3");
    }

    @Test
    void sortsByWhatIsBeforeTheAtAndBySize() {
        append(1, "From: \"Zoe\" <bob@client.example>", "To: <x@client.example>", "Cc: nobody@client.example");
        append(2, "From: alice@other.example", "To: y@client.example");
        append(3, "From: Bob Two <Bob@other.example>", "To: \"A\" <a@client.example>", "X-Long: " + "x".repeat(200));
        assertThat(asked("SORT (FROM) UTF-8 ALL")).isEqualTo("2 1 3");
        assertThat(asked("SORT (TO) UTF-8 ALL")).isEqualTo("3 1 2");
        assertThat(asked("SORT (REVERSE CC) UTF-8 ALL")).isEqualTo("1 2 3");
        assertThat(asked("SORT (REVERSE SIZE) UTF-8 ALL")).startsWith("3 ");
    }

    @Test
    void uidsAreGivenToWhomAskedForUids() {
        append(1, "Subject: b");
        append(2, "Subject: c");
        append(3, "Subject: a");
        imap.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
        assertThat(asked("SORT (SUBJECT) UTF-8 ALL")).isEqualTo("2 1");
        assertThat(asked("UID SORT (SUBJECT) UTF-8 ALL")).isEqualTo("3 2");
        assertThat(asked("UID THREAD ORDEREDSUBJECT UTF-8 UID 3")).isEqualTo("(3)");
    }

    @Test
    void threadsByReferencesWhateverOrderTheyCameIn() {
        append(
                1,
                "Message-ID: <3@x>",
                "References: <1@x> <2@x>",
                "Subject: Re: offer",
                "Date: Tue, 3 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <1@x>", "Subject: offer", "Date: Sun, 1 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <4@x>", "In-Reply-To: <1@x>", "Subject: other", "Date: Wed, 4 Nov 2026 08:00:00 +0000");
        append(
                1,
                "Message-ID: <2@x>",
                "In-Reply-To: <1@x>",
                "Subject: Re: offer",
                "Date: Mon, 2 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <9@x>", "Subject: alone", "Date: Thu, 5 Nov 2026 08:00:00 +0000");
        assertThat(asked("THREAD REFERENCES UTF-8 ALL")).isEqualTo("(2 (4 1)(3))(5)");
    }

    @Test
    void threadsOfWhichTheFirstMessageIsMissingStayTogether() {
        append(1, "Message-ID: <2@y>", "References: <1@y>", "Subject: Re: tea", "Date: Mon, 2 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <3@y>", "References: <1@y>", "Subject: Re: tea", "Date: Tue, 3 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <7@y>", "Subject: Re: silk", "Date: Wed, 4 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <8@y>", "Subject: silk", "Date: Thu, 5 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <9@y>", "Subject: silk", "Date: Fri, 6 Nov 2026 08:00:00 +0000");
        // RFC 5256 section 3, step 5: a reply joins what it answers by its subject; two that are none stand side by
        // side.
        assertThat(asked("THREAD REFERENCES UTF-8 ALL")).isEqualTo("((1)(2))((4 3)(5))");
    }

    @Test
    void messagesThatReferToEachOtherInACircleDoNotTurnItForEver() {
        append(1, "Message-ID: <1@z>", "References: <2@z>", "Subject: a", "Date: Mon, 2 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <2@z>", "References: <1@z>", "Subject: b", "Date: Tue, 3 Nov 2026 08:00:00 +0000");
        append(1, "Message-ID: <2@z>", "References: <2@z>", "Subject: c", "Date: Wed, 4 Nov 2026 08:00:00 +0000");
        assertThat(asked("THREAD REFERENCES UTF-8 ALL")).isEqualTo("(2 (1)(3))");
    }

    @Test
    void threadsBySubject() {
        append(1, "Subject: tea", "Date: Tue, 3 Nov 2026 08:00:00 +0000");
        append(1, "Subject: Re: tea", "Date: Mon, 2 Nov 2026 08:00:00 +0000");
        append(1, "Subject: silk", "Date: Sun, 1 Nov 2026 08:00:00 +0000");
        append(1, "Subject: fwd: TEA", "Date: Wed, 4 Nov 2026 08:00:00 +0000");
        assertThat(asked("THREAD ORDEREDSUBJECT UTF-8 ALL")).isEqualTo("(3)(2 (1)(4))");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        append(1, "Subject: a");
        assertThat(imap.command("SORT (COLOUR) UTF-8 ALL")).contains(" BAD ");
        assertThat(imap.command("SORT () UTF-8 ALL")).contains(" BAD ");
        assertThat(imap.command("SORT (DATE) NO-SUCH-CHARSET ALL"))
                .contains(" NO ")
                .contains("BADCHARSET");
        assertThat(imap.command("THREAD JWZ UTF-8 ALL")).contains(" BAD ");
        assertThat(asked("SORT (DATE) UTF-8 SUBJECT nowhere")).isEmpty();
        assertThat(asked("THREAD REFERENCES UTF-8 SUBJECT nowhere")).isEmpty();
    }
}
