package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.NameServer;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import io.tradepost.server.e2e.kit.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running server's evidence: in a folder and by mail outside, checked by commands and by a program that is not ours. */
class EvidenceTest {
    private static final String KEEPER = "keeper@partner.example";
    private static final String LINA = "lina@tradepost.test";

    @TempDir
    private Path home;

    private Path vault;
    private World world;
    private NameServer names;
    private RunningServer server;

    @BeforeEach
    void open() throws IOException {
        vault = Files.createDirectory(home.resolve("vault"));
        world = World.open();
        names = NameServer.start(home.resolve("names"), SharedServer.zones());
        server = RunningServer.start(
                home.resolve("server"), """
                outgoing:
                  mode: direct
                  port: %d
                  dns-servers: ["%s"]
                  retries: [1]
                archive:
                  proof:
                    origin: archive.example/tradepost
                    checkpoint-seconds: 1
                    folders: ["%s"]
                    mail-to: [%s]
                    mail-seconds: 1
                """.formatted(world.port(), names.address(), vault, KEEPER));
    }

    @AfterEach
    void close() {
        server.close();
        names.close();
        world.close();
    }

    @Test
    void evidenceOutsideTellsThatNothingWasChanged() throws IOException {
        Letter letter = Letter.from(LINA, "Offer").with("To", "<buyer@partner.example>");
        send(letter);
        world.await(letter.mark(), 1);
        world.await("Subject: Checkpoint ", 1);
        send(Letter.from(LINA, "Another offer").with("To", "<buyer@partner.example>"));
        world.await("Subject: Checkpoint ", 2);
        Finished check = server.command("archive", "witness", "check", "--json");
        assertThat(check.code()).as(check.errors()).isZero();
        assertThat(check.json().path("places"))
                .hasSize(2)
                .allMatch(place -> place.path("state").asText().equals("ok"));
        Finished verified = server.command(
                "archive", "verify", "--json", "--against", unpacked().toString());
        assertThat(verified.code()).as(verified.text() + verified.errors()).isZero();
        JsonNode compared = verified.json().path("compared");
        assertThat(compared)
                .as("journal, own folder, vault, mailbox")
                .hasSize(4)
                // What the own folder holds may by now be younger than the end up to which was checked.
                .filteredOn(place -> !place.path("place").asText().equals("proof"))
                .allMatch(place -> place.path("checkpoints").asLong() > 0);
        aMessageIsProvedWithoutUs(letter);
    }

    private void send(Letter letter) throws IOException {
        RunningServer.DemoAccount lina = server.account("lina");
        try (Smtp smtp = Smtp.submission(server.port("submission"), lina.address(), lina.password())) {
            smtp.sendAccepted(LINA, List.of("buyer@partner.example"), letter.bytes());
        }
    }

    private Path unpacked() throws IOException {
        List<String> command = new ArrayList<>(
                List.of("archive", "witness", "unpack", home.resolve("mailbox").toString()));
        for (World.Arrived mail : world.with("Subject: Checkpoint ")) {
            assertThat(mail.to()).containsExactly(KEEPER);
            command.add(Files.write(home.resolve("mail" + command.size() + ".eml"), mail.bytes())
                    .toString());
        }
        Finished unpacked = server.command(command.toArray(new String[0]));
        assertThat(unpacked.code()).as(unpacked.errors()).isZero();
        return home.resolve("mailbox");
    }

    private void aMessageIsProvedWithoutUs(Letter letter) throws IOException {
        JsonNode found =
                server.command("archive", "search", "--json", letter.mark()).json();
        String id = found.path("items").path(0).path("id").asText();
        Path message = Files.write(
                home.resolve("message.eml"),
                server.command("archive", "raw", id).output());
        Finished proof = server.command("archive", "prove", id);
        assertThat(proof.code()).as(proof.errors()).isZero();
        Path bundle = Files.write(home.resolve("proof.json"), proof.output());
        Finished stranger = stranger(bundle, message);
        assertThat(stranger.code()).as(stranger.text()).isZero();
        assertThat(stranger.text()).contains("archive.example/tradepost");
        Path other = Files.writeString(home.resolve("other.eml"), "Subject: another\r\n\r\n");
        assertThat(stranger(bundle, other).text()).contains("not the one that was received");
    }

    private static Finished stranger(Path bundle, Path message) {
        return Finished.run(List.of(
                "/usr/bin/python3",
                "-B",
                "../archive/src/main/resources/io/tradepost/archive/proof/verifier",
                "proof",
                bundle.toString(),
                "--message",
                message.toString()));
    }
}
