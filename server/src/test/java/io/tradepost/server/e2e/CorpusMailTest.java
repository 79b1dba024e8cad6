package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.server.e2e.kit.Corpus;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Flood;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Mbox;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.Smtp;
import io.tradepost.server.e2e.kit.Wire;
import io.tradepost.server.rooms.Rooms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of real and malformed messages through SMTP and through import: nothing is lost, every byte is kept. */
class CorpusMailTest {
    private static final int SAMPLE = 400;
    private static final List<String> PEOPLE = List.of("lina", "zhangsan", "wangwei", "chenjing");

    @TempDir
    private Path home;

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
    void aSampleOfTheCorpusComesThroughSmtpToTheByte() throws IOException {
        sendAndCompare(Corpus.sample(SAMPLE), Duration.ofMinutes(3));
    }

    @Test
    @Tag("long")
    void theWholeCorpusComesThroughSmtpToTheByte() throws IOException {
        sendAndCompare(Corpus.all(), Duration.ofMinutes(15));
    }

    @Test
    void aSampleOfTheCorpusIsImportedToTheByte() throws IOException {
        importAndCompare(Corpus.sample(SAMPLE));
    }

    @Test
    @Tag("long")
    void theWholeCorpusIsImportedToTheByte() throws IOException {
        importAndCompare(Corpus.all());
    }

    private void sendAndCompare(List<Path> files, Duration patience) throws IOException {
        List<Flood.Item> items = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            items.add(new Flood.Item(
                    "c%05d@corpus-sender.example".formatted(i),
                    PEOPLE.get(i % PEOPLE.size()) + "@tradepost.test",
                    Wire.content(Corpus.bytes(files.get(i)))));
        }
        Flood.Outcome outcome = new Flood(server.port("smtp"), 8).send(items);
        System.out.println("corpus by SMTP: " + items.size() + " sent, "
                + outcome.accepted().size() + " accepted, refused " + outcome.refused());
        assertThat(outcome.refused().values())
                .allSatisfy(reply -> assertThat(reply.code()).isBetween(500, 559));
        assertThat(outcome.accepted().size()).isGreaterThanOrEqualTo(items.size() * 99 / 100);

        Rest officer = server.rest("officer");
        List<JsonNode> archived = officer.await("", outcome.accepted().size(), patience);
        Map<String, String> kept = new HashMap<>();
        int partly = 0;
        for (JsonNode message : archived) {
            kept.put(
                    message.at("/envelope/from").asText(),
                    message.required("sha256").asText());
            partly += message.path("unsearchable").isEmpty() ? 0 : 1;
        }
        assertThat(kept).as("every message under its own envelope").isEqualTo(outcome.accepted());
        System.out.println("corpus by SMTP: " + partly + " of " + archived.size() + " not fully searchable");
        assertDelivered(outcome.accepted().size(), patience);
        assertUnharmed();
        Map<String, byte[]> sent = new HashMap<>();
        items.forEach(item -> sent.put(item.from(), item.content()));
        assertEveryByte(
                archived,
                message -> sent.getOrDefault(message.at("/envelope/from").asText(), new byte[0]));
    }

    /** Reads every message's bytes from the archive, once the server has stopped, and holds them against what went in. */
    private void assertEveryByte(List<JsonNode> archived, Function<JsonNode, byte[]> original) throws IOException {
        server.stop();
        try (Rooms rooms = Rooms.open(server.data(), server.configuration())) {
            Reader reader = Reader.operator(Optional.of("test"));
            for (JsonNode message : archived) {
                String id = message.required("id").asText();
                byte[] kept;
                try (InputStream in = rooms.archive()
                        .raw(new MessageId(id), reader)
                        .orElseThrow()
                        .open()) {
                    kept = in.readAllBytes();
                }
                assertThat(Arrays.equals(kept, original.apply(message)))
                        .as("the bytes of " + id)
                        .isTrue();
                assertThat(message.required("sha256").asText()).isEqualTo(Wire.sha256(kept));
                assertThat(message.required("size").asLong()).isEqualTo(kept.length);
            }
        }
        System.out.println("bytes read back and equal: " + archived.size());
    }

    private void assertDelivered(int count, Duration patience) {
        Eventually.until(
                count + " messages in the mailboxes",
                patience,
                () -> inMailboxes() >= count && server.rest("admin").metric("tradepost_queue_waiting") == 0,
                () -> inMailboxes() + " are there, waiting: "
                        + server.rest("admin").metric("tradepost_queue_waiting"));
        assertThat(inMailboxes()).isEqualTo(count);
    }

    private int inMailboxes() {
        return PEOPLE.stream().mapToInt(local -> Imap.of(server, local).count()).sum();
    }

    /** No thread died: mail still flows, and nobody has written an error into the log. */
    private void assertUnharmed() {
        Letter letter = Letter.from("after@corpus-sender.example", "After the corpus");
        try (Smtp smtp = Smtp.connect(server.port("smtp"))) {
            smtp.expect(250, "EHLO mx.buyer.example");
            smtp.sendAccepted("after@corpus-sender.example", List.of("zhaomin@tradepost.test"), letter.bytes());
        }
        Imap.of(server, "zhaomin").awaitOne(letter.mark());
        server.rest("officer").awaitOne("subject:" + letter.mark());
        Finished verify = server.command("archive", "verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isZero();
        assertThat(verify.json().required("intact").asBoolean()).isTrue();
        assertThat(server.log().lines().filter(line -> line.contains(" ERROR ")))
                .isEmpty();
        assertThat(server.said()).doesNotContain("Exception");
    }

    private void importAndCompare(List<Path> files) throws IOException {
        Path top = home.resolve("folder");
        Path deeper = Files.createDirectories(top.resolve("deeper"));
        Map<String, byte[]> expected = new HashMap<>();
        int mailboxes = 0;
        int messages = 0;
        for (int i = 0; i < files.size(); i++) {
            byte[] bytes = Corpus.bytes(files.get(i));
            Files.write((i % 2 == 0 ? deeper : top).resolve("m%05d.eml".formatted(i)), bytes);
            boolean mailbox = Mbox.is(bytes);
            List<byte[]> inside = mailbox ? Mbox.messages(bytes) : List.of(bytes);
            inside.forEach(message -> expected.put(Wire.sha256(message), message));
            mailboxes += mailbox ? 1 : 0;
            messages += inside.size();
        }
        Finished imported = server.command("archive", "import", top.toString(), "--json");
        assertThat(imported.code()).as(imported.errors()).isZero();
        JsonNode report = imported.json();
        assertThat(report.required("failed")).isEmpty();
        assertThat(report.required("found").asInt()).isEqualTo(messages);
        assertThat(report.required("archived").asInt()
                        + report.required("repeated").asInt())
                .isEqualTo(report.required("found").asInt());
        System.out.println("corpus by import: " + files.size() + " files (" + mailboxes
                + " of them mbox), found " + report.required("found") + ", archived " + report.required("archived")
                + ", not fully parsed " + report.required("notFullyParsed").size());
        assertThat(report.required("notFullyParsed"))
                .as("the report names those that no parser understands")
                .isNotEmpty();

        List<JsonNode> archived =
                server.rest("officer").await("", report.required("archived").asInt(), Duration.ofMinutes(5));
        Set<String> kept = new HashSet<>();
        archived.forEach(message -> kept.add(message.required("sha256").asText()));
        assertThat(kept).isEqualTo(expected.keySet());

        Finished again = server.command("archive", "import", top.toString(), "--json");
        assertThat(again.json().required("archived").asInt())
                .as("the same again archives nothing twice")
                .isZero();
        assertUnharmed();
        assertEveryByte(
                archived,
                message -> expected.getOrDefault(message.required("sha256").asText(), new byte[0]));
    }

    @Test
    void oneFileAndOneMailboxFileAreImportedToTheByteAlsoWhileNoServerRuns() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String message = "From: <writer" + i + "@mbox.example>\nSubject: number " + i
                    + "\n\n>From the start\nFrom here on\n>>From twice\n\nend " + i + "\n";
            messages.add(message.getBytes(StandardCharsets.UTF_8));
            // mboxrd: one > before each line that looks like a separator, however many it has already.
            mbox.append("From writer")
                    .append(i)
                    .append("@mbox.example Mon Nov 23 08:00:00 2026\n")
                    .append(message.replaceAll("(?m)^(>*From )", ">$1"))
                    .append('\n');
        }
        Path file = Files.writeString(home.resolve("all.mbox"), mbox);
        Path single = Files.write(home.resolve("single.eml"), messages.get(0));

        Finished first = server.command("archive", "import", single.toString(), "--json");
        assertThat(first.json().required("archived").asInt())
                .as(first.toString())
                .isEqualTo(1);
        server.stop();
        Finished whole = server.command("archive", "import", file.toString(), "--json");
        assertThat(whole.code()).as(whole.toString()).isZero();
        assertThat(whole.json().required("found").asInt()).isEqualTo(20);
        assertThat(whole.json().required("failed")).isEmpty();

        Set<String> expected = new HashSet<>();
        messages.forEach(message -> expected.add(Wire.sha256(message)));
        Finished search = server.command("archive", "search", "--limit", "100", "--json");
        Set<String> kept = new HashSet<>();
        search.json()
                .required("items")
                .forEach(item -> kept.add(item.required("sha256").asText()));
        assertThat(kept).isEqualTo(expected);
    }
}
