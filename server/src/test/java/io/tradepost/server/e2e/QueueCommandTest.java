package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.NameServer;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import io.tradepost.server.e2e.kit.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undelivered mail in the operator's hands: seen, held, released, tried, taken away. */
class QueueCommandTest {
    private static final String LINA = "lina@tradepost.test";
    private static final String KNOWN = "known@partner.example";
    private static final String BUSY = "busy@partner.example";

    private static final String WRONG = "wrong@partner.example";

    @TempDir
    private Path home;

    private World world;
    private NameServer names;
    private RunningServer server;

    @BeforeEach
    void open() {
        world = World.open();
        names = NameServer.start(home.resolve("names"), SharedServer.zones());
        server = RunningServer.start(home.resolve("server"), """
                outgoing: {mode: hold, port: %d, dns-servers: ["%s"], retries: [3600]}
                """.formatted(world.port(), names.address()));
    }

    @AfterEach
    void close() {
        server.close();
        names.close();
        world.close();
    }

    private Letter send(String to, String subject) {
        RunningServer.DemoAccount account = server.account("lina");
        Letter letter = Letter.from(LINA, subject).with("To", "<" + to + ">");
        try (Smtp smtp = Smtp.submission(server.port("submission"), account.address(), account.password())) {
            smtp.sendAccepted(LINA, List.of(to), letter.bytes());
        }
        return letter;
    }

    private List<JsonNode> queued(String place) {
        Finished list = server.command("queue", "list", "--place", place, "--json");
        assertThat(list.code()).as(list.toString()).isZero();
        List<JsonNode> items = new ArrayList<>();
        list.json().required("items").forEach(items::add);
        return items;
    }

    private JsonNode awaitQueued(String place, String recipient) {
        Eventually.until(
                "mail to " + recipient + " in " + place,
                () -> one(place, recipient).isPresent());
        return one(place, recipient).orElseThrow();
    }

    private Optional<JsonNode> one(String place, String recipient) {
        return queued(place).stream()
                .filter(item -> Expect.texts(item.required("to")).equals(List.of(recipient)))
                .findFirst();
    }

    private void done(String... command) {
        Finished finished = server.command(command);
        assertThat(finished.code()).as(finished.toString()).isZero();
    }

    @Test
    void heldMailOutlivesAKillAndLeavesWhenReleasedWaitingMailIsTriedAtOnceAndWhatIsRemovedStaysInTheArchive()
            throws IOException {
        Letter known = send(KNOWN, "to somebody who takes it");
        Letter busy = send(BUSY, "to somebody who wants it later");
        Letter mistake = send(WRONG, "sent by mistake");
        for (String recipient : List.of(KNOWN, BUSY, WRONG)) {
            awaitQueued("held", recipient);
        }
        server.kill();
        server.start();

        JsonNode status = server.command("status", "--json").json();
        assertThat(status.at("/queues/held/size").asInt()).isEqualTo(3);
        assertThat(status.at("/queues/held/oldest").asText()).isNotBlank();
        assertThat(status.at("/queues/waiting/size").asInt()).isZero();
        assertThat(server.command("status").text()).contains("held until released: 3, oldest of 20");

        released(known);
        busyWaitsIsHeldAndTriedAtOnce(busy);
        removed(mistake);
        assertThat(Imap.of(server, "lina").count())
                .as("no report to the sender")
                .isZero();

        server.stop();
        Finished without = server.command("queue", "list");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.errors()).contains("No server runs", "./tradepost start");
    }

    private void released(Letter letter) {
        JsonNode held = awaitQueued("held", KNOWN);
        String name = held.required("name").asText();
        assertThat(held.required("from").asText()).isEqualTo(LINA);
        assertThat(held.required("archiveId").asText())
                .isEqualTo(server.rest("officer")
                        .awaitOne("subject:" + letter.mark())
                        .required("id")
                        .asText());
        assertThat(server.command("queue", "show", name).text())
                .contains(name, KNOWN, "held until released")
                .doesNotContain(letter.mark());
        assertThat(server.command("queue", "retry", name).code())
                .as("held mail is not tried, but released")
                .isEqualTo(1);

        done("queue", "release", name);
        World.Arrived arrived = world.await(letter.mark(), 1).get(0);
        assertThat(arrived.text())
                .as("to the byte, below the trace of the way")
                .endsWith(new String(letter.bytes(), StandardCharsets.ISO_8859_1));
        assertThat(one("held", KNOWN)).isEmpty();
        Finished again = server.command("queue", "show", name);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.errors()).contains("No queued mail is called " + name);
    }

    private void busyWaitsIsHeldAndTriedAtOnce(Letter letter) {
        world.delay(BUSY);
        done("queue", "release", awaitQueued("held", BUSY).required("name").asText());
        Eventually.until("one try was made", () -> {
            Optional<JsonNode> outgoing = one("outgoing", BUSY);
            return outgoing.isPresent() && outgoing.get().required("tries").asInt() == 1;
        });
        JsonNode outgoing = awaitQueued("outgoing", BUSY);
        assertThat(outgoing.required("nextTry").asText()).isNotBlank();

        done("queue", "hold", outgoing.required("name").asText());
        assertThat(one("outgoing", BUSY)).isEmpty();
        done("queue", "release", awaitQueued("held", BUSY).required("name").asText());
        JsonNode again = awaitQueued("outgoing", BUSY);
        world.undelay(BUSY);
        assertThat(world.with(letter.mark())).isEmpty();
        done("queue", "retry", "--all");
        assertThat(world.await(letter.mark(), 1)).hasSize(1);
        Eventually.until("nothing is left of it", () -> one("outgoing", BUSY).isEmpty());
        assertThat(again.required("archiveId")).isEqualTo(outgoing.required("archiveId"));
    }

    private void removed(Letter letter) throws IOException {
        String name = awaitQueued("held", WRONG).required("name").asText();
        Finished unreasoned = server.command("queue", "remove", name);
        assertThat(unreasoned.code()).isEqualTo(64);
        assertThat(one("held", WRONG)).isPresent();

        done("queue", "remove", name, "--reason", "the sender asked for it");
        assertThat(queued("held")).isEmpty();
        assertThat(journal()).contains("queue-remove", "the sender asked for it", WRONG);
        Expect.archivedOnce(server.rest("officer"), letter, LINA, List.of(WRONG));
        assertThat(world.with(letter.mark())).isEmpty();
    }

    private String journal() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> segments = Files.walk(server.data().resolve("archive/journal"))) {
            for (Path segment : segments.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(segment, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
