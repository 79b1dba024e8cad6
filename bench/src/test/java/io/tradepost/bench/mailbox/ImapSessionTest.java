package io.tradepost.bench.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Loopback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ImapSessionTest {
    /** Says this to the command behind LOGIN, over a socket. */
    private static Answer answer(String said) throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> serve(door, said));
            try (ImapSession session = new ImapSession(
                    Loopback.clear(door.getLocalPort()), new Account("a", "b"), Duration.ofSeconds(30))) {
                return session.ask("FETCH 1:* (ENVELOPE)");
            } finally {
                server.join();
            }
        }
    }

    private static void serve(ServerSocket door, String said) {
        try (Socket client = door.accept();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, "* OK hello\r\n");
            commands.readLine();
            say(client, "t1 OK in\r\n");
            commands.readLine();
            say(client, said);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatStandsInALiteralIsNeitherAnAnswerNorTheEnd() throws IOException {
        String literal = "x\r\nt2 OK not the end\r\n* 7 FETCH (nor this)\r\n";

        Answer answer = answer("* 1 FETCH (ENVELOPE ({" + literal.length() + "}\r\n" + literal + " \"a {3}\"))\r\n"
                + "* 2 FETCH (ENVELOPE (NIL))\r\nt2 OK done\r\n");

        assertThat(answer.found()).isEqualTo(2);
    }

    @Test
    void theNumbersOfASearchAreCounted() throws IOException {
        assertThat(answer("* SEARCH 3 14 159\r\nt2 OK done\r\n").found()).isEqualTo(3);
        assertThat(answer("* SEARCH\r\nt2 OK done\r\n").found()).isZero();
        assertThat(answer("* SEARCH \r\nt2 OK done\r\n").found()).isZero();
    }

    @Test
    void aRefusalIsAFailureThatDoesNotRepeatWhatWasAskedFor() {
        assertThatThrownBy(() -> answer("t2 NO [UNAVAILABLE] later\r\n"))
                .isInstanceOf(ImapSession.Failed.class)
                .hasMessage("FETCH was answered with NO [UNAVAILABLE] later");
    }
}
