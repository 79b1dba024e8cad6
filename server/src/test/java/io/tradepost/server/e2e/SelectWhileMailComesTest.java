package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that opens a folder at the very moment when something comes into it. */
class SelectWhileMailComesTest {
    private static final Pattern EXISTS = Pattern.compile("(?m)^\\* ([0-9]+) EXISTS$");
    private static final int SELECTIONS = 150;

    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private final RunningServer server = SHARED.server();

    private RawImap signIn() {
        RunningServer.DemoAccount wangwei = server.account("wangwei");
        RawImap imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + wangwei.address() + " " + wangwei.password()))
                .contains(" OK");
        return imap;
    }

    @Test
    void canFetchEachMessageThatItIsToldOf() {
        AtomicBoolean over = new AtomicBoolean();
        try (RawImap writer = signIn();
                RawImap reader = signIn()) {
            writer.command("CREATE busy");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    String text = "From: <a@client.example>\r\nSubject: comes\r\n\r\nhello\r\n";
                    assertThat(writer.command("APPEND busy {" + text.length() + "+}\r\n" + text))
                            .contains(" OK");
                }
            });
            for (int n = 0; n < SELECTIONS; n++) {
                String selected = reader.command(n % 2 == 0 ? "SELECT busy" : "EXAMINE busy");
                Matcher told = EXISTS.matcher(selected);
                assertThat(told.find()).as(selected).isTrue();
                if (!told.group(1).equals("0")) {
                    assertThat(reader.command("FETCH " + told.group(1) + " FLAGS"))
                            .contains("* " + told.group(1) + " FETCH")
                            .contains(" OK");
                }
                reader.command("UNSELECT");
            }
            over.set(true);
            assertThat(writing).succeedsWithin(Duration.ofSeconds(60));
            writer.command("DELETE busy");
        }
    }
}
