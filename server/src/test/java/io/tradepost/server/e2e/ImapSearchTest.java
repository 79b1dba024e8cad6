package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SEARCH over IMAP in the running server. */
class ImapSearchTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private RawImap imap;

    @BeforeEach
    void selectFolder() {
        imap = signedIn(SHARED.server());
    }

    @AfterEach
    void removeFolders() {
        imap.command("DELETE sought");
        imap.command("DELETE copies");
        imap.close();
    }

    private static RawImap signedIn(RunningServer server) {
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        RawImap imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + zhaomin.address() + " " + zhaomin.password()))
                .contains(" OK");
        imap.command("CREATE sought");
        imap.command("CREATE copies");
        assertThat(imap.command("SELECT sought")).contains(" OK");
        return imap;
    }

    /** Text as the bytes of its UTF-8, each one character, as the connection takes it. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void append(RawImap imap, String date, String subject, String body) {
        String text = utf8("From: <seller@client.example>\r\nSubject: " + subject + "\r\nDate: " + date
                + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n");
        assertThat(imap.command("APPEND sought {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
    }

    private static String found(RawImap imap, String criteria) {
        return imap.command("SEARCH " + criteria)
                .lines()
                .filter(line -> line.startsWith("* SEARCH"))
                .map(line -> line.substring("* SEARCH".length()).strip())
                .findFirst()
                .orElse("nothing was said");
    }

    private static String literal(String text) {
        String bytes = utf8(text);
        return "{" + bytes.length() + "+}\r\n" + bytes;
    }

    private void appendFour() {
        append(imap, "Wed, 14 Feb 2007 23:30:00 -0500", "Offer PO-2311", "The price is fixed. Delivery in may.");
        append(imap, "Thu, 15 Feb 2007 01:02:03 +0800", "Re: offer", "订单号是 2311, 请确认付款方式。");
        append(imap, "Fri, 16 Feb 2007 08:00:00 +0000", "Packing list", "cartons   of 12 pieces");
        append(imap, "Sat, 17 Feb 2007 08:00:00 +0000", "bulletin", "nothing of interest");
    }

    @Test
    void whatWasJustPutInIsFoundAtOnceByAnyPieceOfIt() {
        appendFour();
        assertThat(found(imap, "SUBJECT offer")).isEqualTo("1 2");
        assertThat(found(imap, "BODY ric")).isEqualTo("1");
        assertThat(found(imap, "BODY \"fixed. Del\"")).isEqualTo("1");
        assertThat(found(imap, "BODY \"fixed Del\"")).isEmpty();
        assertThat(found(imap, "BODY \"cartons of\"")).isEmpty();
        assertThat(found(imap, "TEXT 2311")).isEqualTo("1 2");
        assertThat(found(imap, "FROM SELLER@")).isEqualTo("1 2 3 4");
        assertThat(found(imap, "HEADER Content-Type UTF-8")).isEqualTo("1 2 3 4");
        assertThat(found(imap, "HEADER X-Nothing \"\"")).isEmpty();
    }

    @Test
    void chineseIsFoundByAnyOfItsCharacters() {
        appendFour();
        assertThat(found(imap, "CHARSET UTF-8 TEXT " + literal("款"))).isEqualTo("2");
        assertThat(found(imap, "CHARSET UTF-8 BODY " + literal("确认付款"))).isEqualTo("2");
        assertThat(found(imap, "CHARSET UTF-8 BODY " + literal("号是 23"))).isEqualTo("2");
        assertThat(found(imap, "CHARSET UTF-8 BODY " + literal("付确"))).isEmpty();
    }

    @Test
    void setsWithinOtherConditionsMeanWhatTheySay() {
        appendFour();
        assertThat(found(imap, "NOT 2:3")).isEqualTo("1 4");
        assertThat(found(imap, "OR 1 3:4")).isEqualTo("1 3 4");
        assertThat(found(imap, "OR UID 1 SUBJECT bulletin")).isEqualTo("1 4");
        assertThat(found(imap, "2:* NOT BODY interest")).isEqualTo("2 3");
    }

    @Test
    void sentDatesGoByTheSendersOwnDay() {
        appendFour();
        assertThat(found(imap, "SENTON 14-Feb-2007")).isEqualTo("1");
        assertThat(found(imap, "SENTON 15-Feb-2007")).isEqualTo("2");
        assertThat(found(imap, "SENTSINCE 16-Feb-2007")).isEqualTo("3 4");
        assertThat(found(imap, "SENTBEFORE 16-Feb-2007")).isEqualTo("1 2");
    }

    @Test
    void flagsCopiesAndWhatIsGoneAreSeenAtOnce() {
        appendFour();
        assertThat(found(imap, "UNSEEN SUBJECT offer")).isEqualTo("1 2");
        imap.command("STORE 1 +FLAGS (\\Seen $Label)");
        assertThat(found(imap, "UNSEEN SUBJECT offer")).isEqualTo("2");
        assertThat(found(imap, "KEYWORD $label")).isEqualTo("1");
        imap.command("COPY 2 copies");
        imap.command("STORE 2 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
        assertThat(found(imap, "SUBJECT offer")).isEqualTo("1");
        assertThat(found(imap, "ALL")).isEqualTo("1 2 3");
        imap.command("SELECT copies");
        assertThat(found(imap, "SUBJECT offer")).isEqualTo("1");
    }

    @Test
    void answersAreRightAfterTheServerWasKilledAndAfterTheIndexWasTakenAway(@TempDir Path home) throws IOException {
        try (RunningServer server = RunningServer.start(home)) {
            try (RawImap before = signedIn(server)) {
                append(before, "Sat, 17 Feb 2007 08:00:00 +0000", "goes", "lost and never seen");
                append(before, "Sat, 17 Feb 2007 08:00:00 +0000", "kept", "found again later");
                assertThat(found(before, "BODY seen")).isEqualTo("1");
                append(before, "Sat, 17 Feb 2007 08:00:00 +0000", "last", "nobody looked for it yet");
                before.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
                before.command("EXPUNGE");
                before.command("STORE 2 +FLAGS.SILENT (\\Flagged)");
            }
            server.kill();
            server.start();
            assertSameAsBefore(server);
            server.stop();
            SharedServer.delete(server.data().resolve("mailbox/index"));
            server.start();
            assertSameAsBefore(server);
        }
    }

    private static void assertSameAsBefore(RunningServer server) {
        try (RawImap after = signedIn(server)) {
            assertThat(found(after, "BODY \"again la\"")).isEqualTo("1");
            assertThat(found(after, "TEXT yet FLAGGED")).isEqualTo("2");
            assertThat(found(after, "BODY seen")).isEmpty();
        }
    }
}
