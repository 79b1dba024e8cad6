package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own swaks, mbsync and mutt. A test whose program is not installed fails. */
class RealClientsTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    @TempDir
    private Path home;

    private final RunningServer server = SHARED.server();

    private Finished run(List<String> command, String input) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("HOME", home.toString(), "TERM", "vt100", "LC_ALL", "C.UTF-8"));
        builder.directory(home.toFile());
        return Finished.run(builder, input);
    }

    private String certificate() {
        return server.data().resolve("tls/self-signed.crt").toString();
    }

    @Test
    void swaksBringsMailFromTheWorld() {
        Letter letter = Letter.from("buyer@swaks-buyer.example", "By swaks").with("To", "<lina@tradepost.test>");
        Finished swaks = run(
                List.of(
                        "swaks",
                        "--server",
                        "127.0.0.1:" + server.port("smtp"),
                        "--tls-optional",
                        "--helo",
                        "mx.swaks-buyer.example",
                        "--from",
                        "buyer@swaks-buyer.example",
                        "--to",
                        "lina@tradepost.test",
                        "--data",
                        "-"),
                new String(letter.bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));

        assertThat(swaks.code()).as(swaks.toString()).isZero();
        assertThat(swaks.text()).contains("TLS started");
        SHARED.officer().awaitOne("subject:" + letter.mark());
        Imap.of(server, "lina").awaitOne(letter.mark());
    }

    @Test
    void swaksSendsForSomebodyWhoSignsInAfterStartTls() {
        RunningServer.DemoAccount lina = server.account("lina");
        Letter letter = Letter.from(lina.address(), "By swaks");
        String text = new String(letter.bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        for (String mechanism : List.of("PLAIN", "LOGIN")) {
            Finished swaks = run(
                    List.of(
                            "swaks",
                            "--server",
                            "127.0.0.1:" + server.port("submission"),
                            "--tls",
                            "--auth",
                            mechanism,
                            "--auth-user",
                            lina.address(),
                            "--auth-password",
                            lina.password(),
                            "--from",
                            lina.address(),
                            "--to",
                            "someone@swaks-partner.example",
                            "--data",
                            "-"),
                    text);
            assertThat(swaks.code()).as(swaks.toString()).isZero();
        }
        assertThat(SHARED.world().await(letter.mark(), 2)).hasSize(2);
        SHARED.officer().await("subject:" + letter.mark(), 2);
    }

    @Test
    void mbsyncFetchesTheInboxToTheByteAndBringsFlagsBack() throws IOException {
        RunningServer.DemoAccount chenjing = server.account("chenjing");
        Letter letter = Letter.from("buyer@sync-buyer.example", "For mbsync");
        try (Smtp smtp = SHARED.smtp()) {
            smtp.sendAccepted("buyer@sync-buyer.example", List.of(chenjing.address()), letter.bytes());
        }
        Imap.Delivered seenByImap = Imap.of(server, "chenjing").awaitOne(letter.mark());
        Path configuration = Files.writeString(home.resolve("mbsyncrc"), """
                IMAPAccount demo
                Host localhost
                Port %d
                User %s
                Pass %s
                SSLType IMAPS
                CertificateFile %s

                IMAPStore far
                Account demo

                MaildirStore near
                Path %s/
                Inbox %s

                Channel inbox
                Far :far:INBOX
                Near :near:INBOX
                Create Near
                Sync All
                SyncState *
                """.formatted(
                        server.port("imaps"),
                        chenjing.address(),
                        chenjing.password(),
                        certificate(),
                        home.resolve("mail"),
                        home.resolve("mail/INBOX")));
        Files.createDirectories(home.resolve("mail"));
        List<String> mbsync = List.of("mbsync", "-c", configuration.toString(), "inbox");

        Finished first = run(mbsync, "");
        assertThat(first.code()).as(first.toString()).isZero();
        Path fetched = fetched(letter);
        assertThat(withoutMbsyncsMark(Files.readString(fetched, StandardCharsets.ISO_8859_1)))
                .isEqualTo(seenByImap.text().replace("\r\n", "\n"));

        Path read = home.resolve("mail/INBOX/cur")
                .resolve(fetched.getFileName().toString().replaceFirst(":2,.*", "") + ":2,S");
        Files.move(fetched, read);
        Path written = home.resolve("mail/INBOX/cur/1795421350.1_1.client:2,S");
        Letter draft = Letter.from(chenjing.address(), "Put there by mbsync");
        Files.write(
                written,
                new String(draft.bytes(), StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .getBytes(StandardCharsets.UTF_8));
        Finished second = run(mbsync, "");

        assertThat(second.code()).as(second.toString()).isZero();
        Imap imap = Imap.of(server, "chenjing");
        assertThat(imap.awaitOne(letter.mark()).seen()).isTrue();
        assertThat(withoutMbsyncsMark(imap.awaitOne(draft.mark()).text()))
                .isEqualTo(new String(draft.bytes(), StandardCharsets.UTF_8));
        Finished third = run(mbsync, "");
        assertThat(third.code()).as(third.toString()).isZero();
        assertThat(imap.inbox(draft.mark())).as("nothing doubled").hasSize(1);
    }

    /** It adds a header field of its own to each message that it copies. */
    private static String withoutMbsyncsMark(String message) {
        return message.replaceFirst("X-TUID: [^\r\n]*\r?\n", "");
    }

    private Path fetched(Letter letter) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("mail/INBOX"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(letter.mark())) {
                    return file;
                }
            }
        }
        throw new AssertionError("mbsync did not fetch " + letter.mark());
    }

    @Test
    void muttSendsAndReads() throws IOException {
        RunningServer.DemoAccount chenjing = server.account("chenjing");
        Path configuration = Files.writeString(home.resolve("muttrc"), """
                set from = "%1$s"
                set realname = "陈静"
                set use_from = yes
                set envelope_from = yes
                set smtp_url = "smtp://%2$s@localhost:%3$d/"
                set smtp_pass = "%4$s"
                set imap_user = "%1$s"
                set imap_pass = "%4$s"
                set ssl_starttls = yes
                set ssl_force_tls = yes
                set certificate_file = "%5$s"
                set copy = no
                set header_cache = ""
                set message_cachedir = ""
                set confirmappend = no
                set confirmcreate = no
                set copy_decode_weed = no
                set quit = yes
                set move = no
                set mbox_type = mbox
                set wait_key = no
                """.formatted(
                        chenjing.address(),
                        chenjing.address().replace("@", "%40"),
                        server.port("submission"),
                        chenjing.password(),
                        certificate()));
        String subject = "来自 mutt " + Letter.from("x@x.example", "").mark();
        Finished sent = run(
                List.of(
                        "mutt",
                        "-n",
                        "-F",
                        configuration.toString(),
                        "-s",
                        subject,
                        "-c",
                        "someone@mutt-partner.example",
                        "--",
                        "chenjing@tradepost.test"),
                "报价单见附件。\n");
        assertThat(sent.code()).as(sent.toString()).isZero();

        String mark = subject.substring(subject.indexOf("mark"));
        SHARED.officer().awaitOne("subject:" + mark + " body:报价单");
        Eventually.until(
                "the letter outside",
                () -> SHARED.world().arrivals().stream()
                        .anyMatch(copy -> copy.to().contains("someone@mutt-partner.example")));
        Eventually.until("the letter inside", () -> Imap.of(server, "chenjing").count() > 0);
        Path copy = home.resolve("copied.mbox");
        Finished read = run(
                List.of(
                        "script",
                        "-qec",
                        "mutt -n -F " + configuration + " -f imaps://localhost:" + server.port("imaps")
                                + "/INBOX -e 'push \"<limit>~s " + mark + "<enter><copy-message>" + copy
                                + "<enter><quit>\"'",
                        "/dev/null"),
                "");

        assertThat(read.code()).as(read.toString()).isZero();
        assertThat(copy).as(read.toString()).exists();
        assertThat(Files.readString(copy)).contains(chenjing.address(), "Message-ID:");
    }
}
