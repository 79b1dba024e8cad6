package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.FreshAccounts;
import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.RunningServer.DemoAccount;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that say everything before they listen, as mbsync does when it uploads a folder. */
class ImapPipeliningTest {
    /** More than James lets wait for all connections together (4,096, and 128 at work). */
    private static final int MANY = 6_000;

    private static final int MAILS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    @TempDir
    private static Path folder;

    private static DemoAccount account;

    private final RunningServer server = SHARED.server();

    @BeforeAll
    static void makeAccount() {
        account = FreshAccounts.make(SHARED.server(), folder, 1).getFirst();
    }

    private RawImap signedIn() {
        RawImap imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + account.address() + " " + account.password()))
                .contains(" OK");
        return imap.patience(PATIENCE);
    }

    /** Mails first, which take their time, so that what follows has to wait. */
    private static List<String> commands(String mailbox) {
        List<String> commands = new ArrayList<>();
        for (int n = 0; n < MAILS; n++) {
            String mail = "Subject: " + n + "\r\n\r\n" + "text\r\n".repeat(20);
            commands.add("APPEND " + mailbox + " {" + mail.length() + "+}\r\n" + mail);
        }
        IntStream.range(0, MANY).forEach(n -> commands.add("NOOP"));
        return commands;
    }

    private static CompletableFuture<Void> saying(RawImap imap, List<String> commands) {
        return CompletableFuture.runAsync(() -> {
            StringBuilder piece = new StringBuilder();
            for (int n = 0; n < commands.size(); n++) {
                piece.append("p").append(n).append(' ').append(commands.get(n)).append("\r\n");
                if (piece.length() > 50_000 || n == commands.size() - 1) {
                    assertThat(imap.say(piece.toString())).isTrue();
                    piece.setLength(0);
                }
            }
        });
    }

    private static List<String> heard(RawImap imap, int answers) {
        List<String> heard = new ArrayList<>();
        while (heard.size() < answers) {
            String line = imap.line();
            assertThat(line).isNotEqualTo("closed");
            if (line.startsWith("p")) {
                heard.add(line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)));
            }
        }
        return heard;
    }

    @Test
    void thousandsOfCommandsInOneGoAreAllAnsweredInTheirOrderAndOthersAreServedMeanwhile() {
        try (RawImap imap = signedIn();
                RawImap other = signedIn()) {
            imap.command("CREATE pipelined");
            List<String> commands = commands("pipelined");
            CompletableFuture<Void> said = saying(imap, commands);
            assertThat(other.command("STATUS pipelined (MESSAGES)")).contains(" OK");
            assertThat(heard(imap, commands.size()))
                    .containsExactlyElementsOf(IntStream.range(0, commands.size())
                            .mapToObj(n -> "p" + n + " OK")
                            .toList());
            assertThat(said).succeedsWithin(PATIENCE);
            assertThat(other.command("STATUS pipelined (MESSAGES)")).contains("MESSAGES " + MAILS + ")");
        }
    }

    @Test
    void whoeverLeavesInTheMiddleStopsNobodyElse() {
        RawImap leaving = signedIn();
        leaving.command("CREATE left");
        CompletableFuture<Void> said = saying(leaving, commands("left"));
        assertThat(heard(leaving, 3)).hasSize(3);
        leaving.close();
        said.exceptionally(failure -> null).join();
        try (RawImap imap = signedIn()) {
            assertThat(imap.command("STATUS left (MESSAGES)")).contains(" OK");
        }
    }
}
