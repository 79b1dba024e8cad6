package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.broken.BreaksOnDemand;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Flood;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that cannot be handled for a reason of ours: it waits, nothing is bounced or lost, and the rest flows on. */
class WaitingMailTest {
    private static final String BUYER = "buyer@waiting-buyer.example";
    private static final String PIPELINE = "mailetcontainer.xml";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    private final List<RunningServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(RunningServer::close);
    }

    private RunningServer prepare(String yaml) {
        RunningServer server = RunningServer.prepare(home.resolve("server"), yaml);
        servers.add(server);
        return server;
    }

    /** A server whose pipeline has a mailet in it that fails, right behind the capture. */
    private RunningServer breakable(String yaml) throws IOException {
        RunningServer server = prepare(yaml);
        Files.createDirectories(server.data());
        String pipeline;
        try (InputStream in = RunningServer.class.getResourceAsStream("/io/tradepost/server/james/" + PIPELINE)) {
            assertThat(in).isNotNull();
            pipeline = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String broken = pipeline.replaceFirst(
                "(<mailet match=\"All\" class=\"io\\.tradepost\\.mailets\\.TagMessage\">)",
                "<mailet match=\"All\" class=\"" + BreaksOnDemand.class.getName() + "\">"
                        + "<onMailetException>propagate</onMailetException></mailet>\n$1");
        assertThat(broken).isNotEqualTo(pipeline);
        Files.writeString(server.data().resolve(PIPELINE), broken);
        server.alsoOnClassPath(BreaksOnDemand.class);
        server.start();
        return server;
    }

    private static void mend(RunningServer server) throws IOException {
        Files.delete(server.data().resolve(PIPELINE));
    }

    private static Smtp world(RunningServer server) {
        Smtp smtp = Smtp.connect(server.port("smtp"));
        smtp.expect(250, "EHLO mx.waiting-buyer.example");
        return smtp;
    }

    private static double waiting(RunningServer server) {
        return server.rest("admin").metric("tradepost_queue_waiting");
    }

    @Test
    void behindAMailetThatFailsInAnyWayOnlyItsOwnMailWaitsAndComesAfterTheMending() throws IOException {
        RunningServer server = breakable("delivery: {threads: 4, retry-seconds: [1, 2]}\n");
        List<String> ways = List.of("checked", "unchecked", "overflow", "linkage", "assertion", "memory", "error");
        List<Letter> stuck = new ArrayList<>();
        try (Smtp smtp = world(server)) {
            for (String way : ways) {
                Letter letter = Letter.from(BUYER, "breaks by " + way).with("X-Break", way);
                smtp.sendAccepted(BUYER, List.of("lina@tradepost.test"), letter.bytes());
                stuck.add(letter);
            }
        }
        // More of them than there are threads: an error that pinned its thread would stop all mail.
        Eventually.until(
                "all broken mail waits",
                PATIENCE,
                () -> server.log().split("mail waits", -1).length > ways.size() * 2,
                () -> server.log()
                        .lines()
                        .filter(line -> line.contains(" ERROR "))
                        .toList()
                        .toString());
        Letter ordinary = Letter.from(BUYER, "ordinary");
        try (Smtp smtp = world(server)) {
            smtp.sendAccepted(BUYER, List.of("lina@tradepost.test"), ordinary.bytes());
        }
        Imap.of(server, "lina").awaitOne(ordinary.mark());
        assertThat(Imap.of(server, "lina").count())
                .as("none of the broken ones")
                .isEqualTo(1);
        for (Letter letter : stuck) {
            Expect.archivedOnce(server.rest("officer"), letter, BUYER, List.of("lina@tradepost.test"));
        }

        server.stop();
        mend(server);
        server.start();
        for (Letter letter : stuck) {
            Imap.of(server, "lina").awaitOne(letter.mark());
        }
        assertThat(server.rest("officer").all(""))
                .as("archived once, no bounce")
                .hasSize(ways.size() + 1);
        assertThat(waiting(server)).isZero();
    }

    @Test
    void threeHundredThatWaitDoNotHoldUpOrdinaryMailAndSurviveAKill() throws IOException {
        int many = 300;
        int ordinary = 20;
        RunningServer server = breakable("""
                smtp: {max-connections-per-address: 100}
                delivery: {retry-seconds: [5, 10]}
                """);
        List<Flood.Item> broken = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String from = "stuck%03d@waiting-buyer.example".formatted(i);
            broken.add(new Flood.Item(
                    from,
                    "lina@tradepost.test",
                    Letter.from(from, "stuck").with("X-Break", "checked").bytes()));
        }
        assertThat(new Flood(server.port("smtp"), 4).send(broken).accepted()).hasSize(many);
        Eventually.until(
                "all of them wait",
                PATIENCE,
                () -> waiting(server) >= many * 9 / 10.0,
                () -> waiting(server) + " wait");

        List<Flood.Item> good = new ArrayList<>();
        for (int i = 0; i < ordinary; i++) {
            String from = "good%03d@waiting-buyer.example".formatted(i);
            good.add(new Flood.Item(
                    from, "wangwei@tradepost.test", Letter.from(from, "good").bytes()));
        }
        assertThat(new Flood(server.port("smtp"), 2).send(good).accepted()).hasSize(ordinary);
        Eventually.until(
                "ordinary mail delivered while others wait",
                PATIENCE,
                () -> Imap.of(server, "wangwei").count() == ordinary,
                () -> Imap.of(server, "wangwei").count() + " delivered");
        assertThat(Imap.of(server, "lina").count()).isZero();

        server.kill();
        mend(server);
        server.start();
        Eventually.until(
                "all that waited delivered",
                PATIENCE,
                () -> Imap.of(server, "lina").count() >= many,
                () -> Imap.of(server, "lina").count() + " delivered, " + waiting(server) + " wait");
        List<String> senders = new ArrayList<>();
        server.rest("officer")
                .await("", many + ordinary)
                .forEach(message -> senders.add(message.at("/envelope/from").asText()));
        assertThat(senders).as("each archived once").doesNotHaveDuplicates().hasSize(many + ordinary);
    }

    @Test
    void whileTheArchiveCannotBeWrittenAcceptedMailWaitsNewMailIsTurnedAwayAndAllRecoversByItself() throws IOException {
        RunningServer server = prepare("""
                archive: {segment-bytes: 1048576}
                delivery: {retry-seconds: [1, 2]}
                """);
        server.start();
        Path journal = server.data().resolve("archive/journal");
        Path away = journal.resolveSibling("journal-away");
        // The journal's folder is gone, and nothing can be made in its place; even root can't write there.
        Files.move(journal, away);
        Files.createFile(journal);

        // What can be compressed would never fill a segment.
        byte[] noise = new byte[850_000];
        new Random(7).nextBytes(noise);
        String big = Base64.getMimeEncoder().encodeToString(noise) + "\r\n";
        List<Letter> accepted = new ArrayList<>();
        Smtp.Reply refusal = new Smtp.Reply(0, "");
        for (int i = 0; i < 20 && refusal.code() == 0; i++) {
            Letter letter = Letter.from(BUYER, "fills a segment").body(big);
            try (Smtp smtp = world(server)) {
                Smtp.Reply reply = smtp.send(BUYER, List.of("lina@tradepost.test"), letter.bytes());
                if (reply.accepted()) {
                    accepted.add(letter);
                } else {
                    refusal = reply;
                }
            }
        }
        assertThat(accepted).isNotEmpty();
        assertThat(refusal.code()).isEqualTo(452);
        assertThat(refusal.text()).contains("4.3", "later");
        assertThat(server.rest("officer").get("/readyz").status()).isEqualTo(503);
        assertThat(server.rest("officer").get("/healthz").status()).isEqualTo(200);
        Eventually.until("the accepted mail waits", () -> waiting(server) >= 1);

        Files.delete(journal);
        Files.move(away, journal);
        for (Letter letter : accepted) {
            Expect.archivedOnce(server.rest("officer"), letter, BUYER, List.of("lina@tradepost.test"));
            Imap.of(server, "lina").awaitOne(letter.mark());
        }
        Letter after = Letter.from(BUYER, "after");
        Eventually.until("new mail is taken again", () -> {
            try (Smtp smtp = world(server)) {
                return smtp.send(BUYER, List.of("lina@tradepost.test"), after.bytes())
                        .accepted();
            }
        });
        Imap.of(server, "lina").awaitOne(after.mark());
        // The search knows a message within a second or so of its delivery, not before it.
        Expect.archivedOnce(server.rest("officer"), after, BUYER, List.of("lina@tradepost.test"));
        assertThat(server.rest("officer").all("")).hasSize(accepted.size() + 1);
        var checked = server.command("archive", "verify");
        assertThat(checked.code()).as("%s %s", checked.text(), checked.errors()).isZero();
    }

    @Test
    void withTooLittleSpaceLeftNewMailIsTurnedAwayAtOnce() {
        RunningServer server = prepare("archive: {min-free-bytes: 9000000000000000}\n");
        server.start();
        try (Smtp smtp = world(server)) {
            Smtp.Reply reply = smtp.command("MAIL FROM:<" + BUYER + ">");
            assertThat(reply.code()).isEqualTo(452);
            assertThat(reply.text()).contains("4.3.1");
        }
        assertThat(server.command("status").text()).contains("archive");
    }
}
