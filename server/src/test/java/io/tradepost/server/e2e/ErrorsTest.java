package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Finished;
import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.Installed;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people do wrong, and what they are told. */
class ErrorsTest {
    private static final String LINA = "lina@tradepost.test";
    private static final String OUTSIDE = "buyer@errors-buyer.example";
    private static final int MAX_MESSAGE_SIZE = 26_214_400;

    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    @TempDir
    private Path folder;

    private final RunningServer server = SHARED.server();

    private long archived() {
        return SHARED.officer().search("").required("total").asLong();
    }

    @Test
    void aWrongPasswordIsRefusedWithTheSameWordsAsAnUnknownAccount() {
        Smtp.Reply wrong;
        try (Smtp smtp = Smtp.connect(server.port("submission"))) {
            smtp.expect(250, "EHLO client.example");
            smtp.startTls();
            wrong = smtp.signIn(LINA, "not-her-password");
            assertThat(wrong.code()).isEqualTo(535);
            assertThat(smtp.signIn("nobody-there@tradepost.test", "x").toString())
                    .isEqualTo(wrong.toString());
            assertThat(smtp.signIn(LINA, server.account("lina").password()).code())
                    .as("the right one still works")
                    .isEqualTo(235);
        }
        assertThat(wrong.text()).containsIgnoringCase("auth");
    }

    @Test
    void signingInBeforeTlsIsNotOfferedAndNotTaken() {
        try (Smtp smtp = Smtp.connect(server.port("submission"))) {
            assertThat(smtp.expect(250, "EHLO client.example").text()).doesNotContain("AUTH");
            RunningServer.DemoAccount lina = server.account("lina");
            Smtp.Reply reply = smtp.signIn(lina.address(), lina.password());
            assertThat(reply.code()).isEqualTo(538);
            assertThat(reply.text()).contains("5.7.11", "TLS");
            assertThat(smtp.command("MAIL FROM:<" + LINA + ">").code()).isEqualTo(530);
        }
    }

    @Test
    void nobodySignsInAtTheDoorForTheWorldWhereASenderIsNotHeldToTheirAddress() {
        RunningServer.DemoAccount lina = server.account("lina");
        try (Smtp smtp = SHARED.smtp()) {
            assertThat(smtp.startTls().text()).doesNotContain("AUTH");
            assertThat(smtp.signIn(lina.address(), lina.password()).code()).isBetween(500, 559);
            assertThat(smtp.command("MAIL FROM:<wangwei@tradepost.test>").code())
                    .isEqualTo(550);
        }
    }

    @Test
    void aSubmissionDoorTakesNothingWithoutSigningIn() {
        try (Smtp smtp = Smtp.connect(server.port("submission"))) {
            smtp.expect(250, "EHLO client.example");
            smtp.startTls();
            Smtp.Reply reply = smtp.command("MAIL FROM:<" + OUTSIDE + ">");
            assertThat(reply.code()).isEqualTo(530);
            assertThat(reply.text()).contains("5.7.0", "sign in");
        }
    }

    @Test
    void aForgedSenderIsRefusedAndOnesOwnIsNot() {
        try (Smtp smtp = SHARED.submission("lina")) {
            for (String forged : List.of("wangwei@tradepost.test", OUTSIDE, "sales@tradepost.test")) {
                Smtp.Reply reply = smtp.send(
                        forged,
                        List.of("wangwei@tradepost.test"),
                        Letter.from(forged, "forged").bytes());
                assertThat(reply.code()).as(forged + ": " + reply).isBetween(500, 559);
                assertThat(reply.text()).contains("5.7.1");
            }
            smtp.sendAccepted(
                    LINA,
                    List.of("wangwei@tradepost.test"),
                    Letter.from(LINA, "mine").bytes());
        }
    }

    @Test
    void aSenderOfOursFromTheWorldMustSignIn() {
        try (Smtp smtp = SHARED.smtp()) {
            Smtp.Reply reply = smtp.command("MAIL FROM:<wangwei@tradepost.test>");
            assertThat(reply.code()).isEqualTo(550);
            assertThat(reply.text()).contains("5.7", "sign in", "submission");
        }
    }

    @Test
    void relayingForStrangersIsRefused() {
        try (Smtp smtp = SHARED.smtp()) {
            smtp.expect(250, "MAIL FROM:<" + OUTSIDE + ">");
            for (String target : List.of(
                    "victim@elsewhere.example",
                    "victim%elsewhere.example@tradepost.test",
                    "\"victim@elsewhere.example\"@tradepost.test",
                    "@tradepost.test:victim@elsewhere.example")) {
                Smtp.Reply reply = smtp.command("RCPT TO:<" + target + ">");
                assertThat(reply.code()).as(target + ": " + reply).isBetween(500, 559);
            }
        }
        assertThat(SHARED.world().arrivals()).noneMatch(copy -> copy.to().contains("victim@elsewhere.example"));
    }

    @Test
    void anUnknownRecipientIsRefusedAndTheKnownOneBesideItStillServed() {
        Letter letter = Letter.from(OUTSIDE, "one of two");
        try (Smtp smtp = SHARED.smtp()) {
            smtp.expect(250, "MAIL FROM:<" + OUTSIDE + ">");
            Smtp.Reply unknown = smtp.command("RCPT TO:<nobody-there@tradepost.test>");
            assertThat(unknown.code()).isEqualTo(550);
            assertThat(unknown.text()).contains("5.1.1");
            smtp.expect(250, "RCPT TO:<" + LINA + ">");
            smtp.expect(250, "RSET");
            smtp.sendAccepted(OUTSIDE, List.of(LINA), letter.bytes());
        }
        Imap.of(server, "lina").awaitOne(letter.mark());
    }

    @Test
    void aTooLargeMailIsRefusedByItsAnnouncedSizeAndByItsBytesAndTheConnectionGoesOn() {
        long before = archived();
        try (Smtp smtp = SHARED.smtp()) {
            assertThat(smtp.expect(250, "EHLO mx.errors-buyer.example").text()).contains("SIZE " + MAX_MESSAGE_SIZE);
            Smtp.Reply announced = smtp.command("MAIL FROM:<" + OUTSIDE + "> SIZE=" + (MAX_MESSAGE_SIZE + 1));
            assertThat(announced.code()).isEqualTo(552);
            assertThat(announced.text()).contains("5.3.4");

            byte[] line = ("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] large = new byte[MAX_MESSAGE_SIZE + 10 * line.length];
            for (int at = 0; at < large.length; at += line.length) {
                System.arraycopy(line, 0, large, at, Math.min(line.length, large.length - at));
            }
            large[large.length - 2] = '\r';
            large[large.length - 1] = '\n';
            Smtp.Reply sent = smtp.send(OUTSIDE, List.of(LINA), large);
            assertThat(sent.code()).isEqualTo(552);
            assertThat(sent.text()).contains("5.3.4", "too large", Integer.toString(MAX_MESSAGE_SIZE));
            assertThat(smtp.command("NOOP").code()).isEqualTo(250);
        }
        assertThat(archived()).as("nothing of it was archived").isEqualTo(before);
    }

    @Test
    void aBrokenQueryIsExplainedWithItsPlaceInTheApi() {
        Rest.Answer answer = SHARED.officer().get("/api/v1/messages?q=" + Rest.encode("from:a AND (subject:b"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.required("type").asText()).isEqualTo("urn:tradepost:problem:invalid-query");
        assertThat(problem.required("position").asInt()).isBetween(0, 21);
        assertThat(problem.required("pointer").asText()).contains("from:a AND (subject:b", "^");
        assertThat(problem.required("detail").asText()).isNotBlank();
    }

    @Test
    void aBrokenQueryIsExplainedWithItsPlaceAtTheCommandLine() {
        Finished search = server.command("archive", "search", "from:a AND (subject:b");
        assertThat(search.code()).as(search.toString()).isEqualTo(64);
        assertThat(search.errors()).contains("from:a AND (subject:b", "^");
        assertThat(search.text()).isEmpty();
    }

    @Test
    void theApiTellsWhoMayNotAskFromWhoMustSignIn() {
        assertThat(SHARED.officer()
                        .withToken("tp_wrong")
                        .get("/api/v1/messages")
                        .status())
                .isEqualTo(401);
        assertThat(server.rest("admin").get("/api/v1/messages").status()).isEqualTo(403);
        assertThat(SHARED.officer().get("/api/v1/messages?limit=0").status()).isEqualTo(400);
        assertThat(SHARED.officer().get("/api/v1/messages?qq=x").status()).isEqualTo(400);
    }

    @Test
    void anUnknownConfigurationKeyStopsTheStartAndIsGuessed() throws IOException {
        Path file = Files.writeString(folder.resolve("tradepost.yaml"), "smtp:\n  max-mesage-size: 1000000\n");
        Finished start = Finished.run(
                Installed.process(List.of(
                        "start", "--demo", "--data", folder.resolve("data").toString(), "--config", file.toString())),
                "");

        assertThat(start.code()).as(start.toString()).isEqualTo(2);
        assertThat(start.errors()).contains("max-mesage-size", "did you mean", "max-message-size", "2");
        assertThat(start.text()).doesNotContain("Tradepost is ready");
    }

    @Test
    void aTakenPortIsNamedWithItsKey() {
        Finished start = Finished.run(
                Installed.process(List.of(
                        "start",
                        "--demo",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port-offset",
                        Integer.toString(server.offset()))),
                "");

        assertThat(start.code()).as(start.toString()).isEqualTo(2);
        assertThat(start.errors())
                .contains("smtp.port " + server.port("smtp"), "imap.tls-port", "http.port", "--port-offset");
    }

    @Test
    void theDataFolderOfARunningServerIsNamedWithItsProcess() {
        Finished start = Finished.run(
                Installed.process(
                        List.of("start", "--demo", "--data", server.data().toString())),
                "");

        assertThat(start.code()).as(start.toString()).isEqualTo(2);
        assertThat(start.errors()).contains(Long.toString(server.pid()), "in use");
        assertThat(SHARED.officer().get("/healthz").status()).isEqualTo(200);
        assertThat(server.data().resolve("ready.json")).exists();
    }

    @Test
    void anUnknownIdIsSaidToBeUnknown() {
        Finished show = server.command("archive", "show", "01JD3Y0A7M9Q2X4T6V8W0Z1B3C");
        assertThat(show.code()).as(show.toString()).isEqualTo(2);
        assertThat(show.errors()).contains("01JD3Y0A7M9Q2X4T6V8W0Z1B3C");
        assertThat(SHARED.officer()
                        .get("/api/v1/messages/01JD3Y0A7M9Q2X4T6V8W0Z1B3C")
                        .status())
                .isEqualTo(404);
    }
}
