package io.tradepost.archive.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.SearchRequest;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a real IMAP server. */
class ImapImportTest {
    private static final ImportSettings SETTINGS = new ImportSettings("li", Set.of("ours.example"));
    private static final String PASSWORD = "a \"quoted\\ pass";

    @TempDir
    Path folder;

    private GreenMail server;
    private Archive archive;
    private GreenMailUser user;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        server.start();
        user = server.setUser("li@x.example", "li", PASSWORD);
        archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")));
    }

    @AfterEach
    void stop() {
        archive.close();
        server.stop();
    }

    private ImapAccount account(String password) {
        return new ImapAccount(
                "127.0.0.1",
                server.getImap().getPort(),
                ImapAccount.Security.NONE,
                "li",
                new ImapAccount.Secret(password),
                List.of(),
                Optional.empty());
    }

    private static byte[] mail(String subject) {
        return ("From: a@x.example\r\nTo: b@ours.example\r\nSubject: " + subject + "\r\nX-Odd:  two  spaces\r\n\r\n"
                        + subject + " {5}\r\nbody\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void put(MailFolder where, byte[] bytes) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        where.appendMessage(message, new Flags(), Date.from(java.time.Instant.EPOCH));
    }

    private MailFolder inbox() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(user);
    }

    private List<ArchivedMessage> search(String query) {
        archive.awaitFollowers(Duration.ofMinutes(1));
        return archive.search(new SearchRequest(query, Optional.empty(), 100), Mails.officer())
                .items();
    }

    @Test
    void fetchesEveryFolderOnceAndSaysThatItDidNotSeeTheMailPass() throws Exception {
        put(inbox(), mail("one"));
        put(inbox(), mail("two"));
        MailFolder deep = server.getManagers().getImapHostManager().createMailbox(user, "Orders 2026");
        put(deep, mail("three"));
        ImportReport first = archive.importFrom(account(PASSWORD), SETTINGS, progress -> {});
        assertThat(first.failed()).isEmpty();
        assertThat(first.archived()).isEqualTo(3);
        ArchivedMessage three = search("subject:three").getFirst();
        assertThat(three.session().source()).isEqualTo("import");
        assertThat(three.session().more())
                .containsEntry("import.kind", "imap")
                .containsEntry("import.operator", "li")
                .containsKey("import.uid");
        try (InputStream in =
                archive.raw(three.id(), Mails.officer()).orElseThrow().open()) {
            assertThat(in.readAllBytes()).isEqualTo(mail("three"));
        }
        put(inbox(), mail("four"));
        put(inbox(), mail("one"));
        ImportReport second = archive.importFrom(account(PASSWORD), SETTINGS, progress -> {});
        assertThat(second.found()).as("only what is new was fetched").isEqualTo(2);
        assertThat(second.archived()).isEqualTo(1);
        assertThat(second.repeated()).isEqualTo(1);
        assertThat(archive.importFrom(account(PASSWORD), SETTINGS, progress -> {})
                        .found())
                .isZero();
        assertThat(search("")).hasSize(4);
        try (var left = Files.list(folder.resolve("archive/import"))) {
            assertThat(left).allMatch(file -> file.toString().endsWith(".json"));
        }
    }

    @Test
    void aDryRunCountsAndBringsNothingIn() throws Exception {
        put(inbox(), mail("one"));
        ImportReport tried = archive.importFrom(
                account(PASSWORD), new ImportSettings("li", Set.of("ours.example"), true), progress -> {});
        assertThat(tried.found()).isEqualTo(1);
        assertThat(search("")).isEmpty();
        assertThat(archive.importFrom(account(PASSWORD), SETTINGS, progress -> {})
                        .archived())
                .isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsSaidAndNeverShown() {
        assertThatThrownBy(() -> archive.importFrom(account("wrong-secret"), SETTINGS, progress -> {}))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("imap://li@127.0.0.1")
                .hasMessageNotContaining("wrong-secret");
        assertThat(account("wrong-secret").toString()).doesNotContain("wrong-secret");
    }

    @Test
    void speaksTlsWithAServerWhoseCertificateItWasToldToTrustAndWithNoOther() throws Exception {
        Path store = folder.resolve("keys.p12");
        Path pem = folder.resolve("server.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "k",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                pem.toString());
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        GreenMail secure =
                new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)});
        secure.start();
        try {
            secure.setUser("li@x.example", "li", PASSWORD);
            ImapAccount trusted = new ImapAccount(
                    "127.0.0.1",
                    secure.getImaps().getPort(),
                    ImapAccount.Security.TLS,
                    "li",
                    new ImapAccount.Secret(PASSWORD),
                    List.of(),
                    Optional.of(pem));
            put(
                    secure.getManagers()
                            .getImapHostManager()
                            .getInbox(secure.getUserManager().getUser("li")),
                    mail("tls"));
            assertThat(archive.importFrom(trusted, SETTINGS, progress -> {}).archived())
                    .isEqualTo(1);
            ImapAccount stranger = new ImapAccount(
                    "127.0.0.1",
                    secure.getImaps().getPort(),
                    ImapAccount.Security.TLS,
                    "li",
                    new ImapAccount.Secret(PASSWORD),
                    List.of(),
                    Optional.empty());
            assertThatThrownBy(() -> archive.importFrom(stranger, SETTINGS, progress -> {}))
                    .isInstanceOf(ArchiveException.class);
        } finally {
            secure.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
