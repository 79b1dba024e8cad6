package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The IMAP doors against clients that do wrong or mean harm. */
class ImapDoorTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private final RunningServer server = SHARED.server();
    private final RunningServer.DemoAccount lina = server.account("lina");

    private RawImap signedIn() {
        RawImap imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + lina.address() + " " + lina.password()))
                .contains(" OK");
        return imap;
    }

    @Test
    void signingInBeforeTlsIsRefusedAndNotOffered() {
        try (RawImap imap = RawImap.connect(server.port("imap"))) {
            assertThat(imap.command("CAPABILITY"))
                    .contains("STARTTLS", "LOGINDISABLED")
                    .doesNotContain("AUTH=PLAIN");
            assertThat(imap.command("LOGIN " + lina.address() + " " + lina.password()))
                    .contains("a2 NO")
                    .doesNotContain("a2 OK");
            assertThat(imap.command("SELECT INBOX")).doesNotContain("a3 OK");
        }
    }

    @Test
    void aWrongPasswordIsAPlainNo() {
        try (RawImap imap = RawImap.connectTls(server.port("imaps"))) {
            String wrong = imap.command("LOGIN " + lina.address() + " not-her-password");
            String unknown = imap.command("LOGIN nobody-there@tradepost.test x");
            assertThat(wrong).contains("a1 NO");
            assertThat(unknown.replace("a2", "a1")).isEqualTo(wrong);
            assertThat(imap.command("LOGIN " + lina.address() + " " + lina.password()))
                    .contains("a3 OK");
        }
    }

    @Test
    void aFloodBeforeSigningInIsCutOff() {
        try (RawImap imap = RawImap.connectTls(server.port("imaps"))) {
            imap.say("a1 LOGIN {100000000+}\r\n");
            String chunk = "x".repeat(16_384);
            // Sent until the server has had enough.
            int sent = 0;
            while (sent < 64 && imap.say(chunk)) {
                sent++;
            }
            assertCutOff(imap);
        }
        Imap.of(server, "lina").count();
    }

    @Test
    void noBytesOfAnUnknownClientAreKeptOnTheDisk() throws IOException {
        List<RawImap> attackers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RawImap imap = RawImap.connectTls(server.port("imaps"));
            imap.say("a1 LOGIN {20000000+}\r\n" + "y".repeat(60_000));
            attackers.add(imap);
        }
        Imap.of(server, "lina").count();
        try (Stream<Path> files = Files.list(server.temporary())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("imap-literal"));
        }
        attackers.forEach(RawImap::close);
    }

    @Test
    void aCommandWithMoreLiteralsThanAnyoneNeedsIsCutOff() {
        try (RawImap imap = signedIn()) {
            StringBuilder command = new StringBuilder("a9 SEARCH OR");
            for (int i = 0; i < 200; i++) {
                command.append(" SUBJECT {1+}\r\nx");
            }
            imap.say(command.append("\r\n").toString());
            assertCutOff(imap);
        }
        Imap.of(server, "lina").count();
    }

    @Test
    void manyCommandsWithALiteralEachAreNoHarm() {
        try (RawImap imap = signedIn()) {
            assertThat(imap.command("SELECT INBOX")).contains("a2 OK");
            for (int i = 0; i < 100; i++) {
                assertThat(imap.command("SEARCH SUBJECT {1+}\r\nx")).contains(" OK");
            }
        }
    }

    @Test
    void commandsSentInOneFlightAreEachCarriedOutOnceAndMessagesAmongThemAreNotReadAsCommands() {
        String message = "Subject: in one flight %d\r\n\r\nx1 CREATE hacked\r\nx2 DELETE flight\r\nhi\r\n";
        try (RawImap imap = signedIn()) {
            imap.command("CREATE flight");
            assertThat(imap.command("SELECT flight")).contains(" OK");
            StringBuilder flight = new StringBuilder("b1 NOOP\r\nb2 CHECK\r\n");
            for (int i = 0; i < 5; i++) {
                String text = message.formatted(i);
                flight.append("c")
                        .append(i)
                        .append(" APPEND flight {")
                        .append(text.length())
                        .append("+}\r\n");
                flight.append(text).append("\r\n");
            }
            String large = message.formatted(9) + "x".repeat(300_000) + "\r\n";
            flight.append("d1 APPEND flight {")
                    .append(large.length())
                    .append("+}\r\n")
                    .append(large)
                    .append("\r\n");
            flight.append("d2 COPY 1:* flight\r\nd3 NOOP\r\n");
            imap.say(flight.toString());

            List<String> tagged = new ArrayList<>();
            String line;
            do {
                line = imap.line();
                if (!line.startsWith("* ")) {
                    tagged.add(line.substring(0, Math.min(5, line.length())));
                }
            } while (!line.startsWith("d3 ") && !line.equals("closed"));
            assertThat(tagged)
                    .containsExactly(
                            "b1 OK", "b2 OK", "c0 OK", "c1 OK", "c2 OK", "c3 OK", "c4 OK", "d1 OK", "d2 OK", "d3 OK");
            assertThat(imap.command("STATUS flight (MESSAGES)")).contains("MESSAGES 12");
            assertThat(imap.command("LIST \"\" \"*\"")).doesNotContain("hacked");
        }
    }

    @Test
    void aLargeMessageThatIsFollowedAtOnceByAnotherCommandIsStored() {
        try (RawImap imap = signedIn()) {
            imap.command("CREATE large");
            String large = "Subject: large\r\n\r\n" + "x".repeat(12_000_000) + "\r\n";
            imap.say("b1 NOOP\r\nb2 APPEND large {" + large.length() + "+}\r\n" + large + "\r\nb3 NOOP\r\n");
            assertThat(imap.line()).startsWith("b1 OK");
            assertThat(imap.line()).startsWith("b2 OK");
            assertThat(imap.line()).startsWith("b3 OK");
        }
    }

    @Test
    void whatStandsBehindStartTlsInClearTextIsNotTakenForTheClientsOwn() {
        try (RawImap imap = RawImap.connect(server.port("imap"))) {
            imap.say("a1 STARTTLS\r\na2 LOGIN " + lina.address() + " " + lina.password() + "\r\n");
            List<String> said = new ArrayList<>();
            String line;
            do {
                line = imap.line();
                said.add(line);
            } while (!line.equals("closed") && !line.startsWith("a1 OK"));
            assertThat(said).noneMatch(text -> text.startsWith("a2 OK"));
        }
    }

    @Test
    void nobodyReadsTheMailboxOfAColleague() {
        try (RawImap imap = signedIn()) {
            for (String name : List.of(
                    "\"#user.wangwei@tradepost.test.INBOX\"",
                    "\"user.wangwei.INBOX\"",
                    "\"#users/wangwei@tradepost.test/INBOX\"",
                    "\"../wangwei@tradepost.test/INBOX\"")) {
                assertThat(imap.command("SELECT " + name)).as(name).doesNotContain(" OK ");
            }
            assertThat(imap.command("LIST \"\" \"*\"")).doesNotContain("wangwei");
        }
        try (RawImap imap = RawImap.connectTls(server.port("imaps"))) {
            String actAs = java.util.Base64.getEncoder()
                    .encodeToString(("wangwei@tradepost.test\0" + lina.address() + "\0" + lina.password())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(imap.command("AUTHENTICATE PLAIN " + actAs)).doesNotContain("a1 OK");
        }
    }

    private static void assertCutOff(RawImap imap) {
        List<String> last = new ArrayList<>();
        String line;
        do {
            line = imap.line();
            last.add(line);
        } while (!line.equals("closed") && last.size() < 300);
        assertThat(last).last().isEqualTo("closed");
        assertThat(last).noneMatch(said -> said.startsWith("a1 OK") || said.startsWith("a9 OK"));
    }
}
