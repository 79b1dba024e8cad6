package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Corpus;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archived mail put back into a mailbox of the running server, and fetched from there again. */
class RestoreTest {
    private static final int SAMPLE = 120;
    private static final String MAILBOX = "zhaomin@tradepost.test";

    @TempDir
    Path home;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(home.resolve("server"), "smtp: {max-connections-per-address: 100}\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSampleOfTheCorpusIsRestoredToTheByteOnceAndCanBeTakenOutAgain() throws IOException {
        restoreAndCompare(Corpus.sample(SAMPLE));
    }

    @Test
    @Tag("long")
    void theWholeCorpusIsRestoredToTheByteOnceAndCanBeTakenOutAgain() throws IOException {
        restoreAndCompare(Corpus.all());
    }

    private void restoreAndCompare(List<Path> files) throws IOException {
        Path folder = Files.createDirectories(home.resolve("in"));
        for (int i = 0; i < files.size(); i++) {
            Files.write(folder.resolve("m%05d.eml".formatted(i)), Corpus.bytes(files.get(i)));
        }
        Finished imported = server.command("archive", "import", folder.toString(), "--json");
        assertThat(imported.code()).as(imported.errors()).isZero();
        int archived = imported.json().required("archived").asInt();
        Set<String> kept = new HashSet<>();
        for (JsonNode message : server.rest("officer").await("", archived, Duration.ofMinutes(10))) {
            kept.add(message.required("sha256").asText());
        }
        JsonNode first = restore("");
        assertThat(first.required("failed")).isEmpty();
        assertThat(first.required("done").asInt()).isEqualTo(kept.size());
        List<byte[]> fetched = Imap.of(server, "zhaomin").raw("Restored");
        Set<String> there = new TreeSet<>();
        fetched.forEach(bytes -> there.add(Wire.sha256(bytes)));
        assertThat(there).isEqualTo(new TreeSet<>(kept));
        assertThat(fetched).hasSize(kept.size());
        System.out.println(
                "restored over IMAP to the byte: " + fetched.size() + " messages of " + files.size() + " files");

        JsonNode second = restore("");
        assertThat(second.required("done").asInt())
                .as("a second time adds nothing")
                .isZero();
        assertThat(second.required("already").asInt()).isEqualTo(archived);

        Finished undone = server.command(
                "archive", "restore", "undo", first.required("restore").asText(), "--json");
        assertThat(undone.code()).as(undone.errors()).isZero();
        assertThat(undone.json().required("done").asInt()).isEqualTo(kept.size());
        assertThat(Imap.of(server, "zhaomin").raw("Restored")).isEmpty();
    }

    private JsonNode restore(String query) {
        Finished done = server.command(
                "archive",
                "restore",
                query,
                "--mailbox",
                MAILBOX,
                "--folder",
                "Restored",
                "--purpose",
                "lost",
                "--json");
        assertThat(done.code()).as(done.toString()).isZero();
        return done.json();
    }

    @Test
    void keepsTheTimeOfReceiptAndSaysWhatItCanNotDo() throws IOException {
        Path one = Files.writeString(home.resolve("one.eml"), """
                From: a@x.example
                To: zhaomin@tradepost.test
                Subject: lost offer
                Date: Mon, 02 Mar 2020 10:00:00 +0000

                body
                """.replace("\n", "\r\n"));
        assertThat(server.command("archive", "import", one.toString(), "--json").code())
                .isZero();
        String id =
                server.rest("officer").awaitOne("subject:offer").required("id").asText();
        Finished done = server.command("archive", "restore", id, "--mailbox", MAILBOX, "--folder", "INBOX", "--json");
        assertThat(done.json().required("done").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(Imap.of(server, "zhaomin").internalDates("INBOX"))
                .contains(java.time.Instant.parse("2020-03-02T10:00:00Z"));
        JsonNode listed = server.command("archive", "restore", "list", "--json").json();
        assertThat(listed.get(0).required("added").asInt()).isEqualTo(1);
        assertThat(server.command("archive", "restore", id, "--mailbox", "nobody@tradepost.test")
                        .errors())
                .contains("nobody@tradepost.test");
        assertThat(server.command("archive", "restore", "undo", "r20200101-000000-aaaaaa")
                        .errors())
                .contains("no restore");
    }

    @Test
    void ourOwnMailboxesAreFetchedOverImapWithTlsToTheByte() throws IOException {
        List<Path> files = Corpus.sample(40);
        Path folder = Files.createDirectories(home.resolve("in"));
        for (int i = 0; i < files.size(); i++) {
            Files.write(folder.resolve("m%05d.eml".formatted(i)), Corpus.bytes(files.get(i)));
        }
        assertThat(server.command("archive", "import", folder.toString(), "--json")
                        .code())
                .isZero();
        restore("");
        int there = Imap.of(server, "zhaomin").raw("Restored").size();
        Path password = Files.writeString(
                home.resolve("password"), server.account("zhaomin").password() + "\n");
        Finished fetched = server.command(
                "archive",
                "import-imap",
                "--host",
                "localhost",
                "--port",
                Integer.toString(server.port("imaps")),
                "--user",
                MAILBOX,
                "--password-file",
                password.toString(),
                "--trust",
                server.data().resolve("tls/self-signed.crt").toString(),
                "--folder",
                "Restored",
                "--json");
        assertThat(fetched.code()).as(fetched.toString()).isZero();
        assertThat(fetched.json().required("found").asInt()).isEqualTo(there);
    }
}
