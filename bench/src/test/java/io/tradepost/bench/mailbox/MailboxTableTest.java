package io.tradepost.bench.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.mailbox.MailboxTable.Entrant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailboxTableTest {
    private static final int MESSAGES = 80;
    private static final Path MAIL = Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), "mail");

    /** Below a folder of JUnit's own nobody but its owner could reach it, and Dovecot keeps mail as another. */
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "tradepost-mailboxes-" + System.nanoTime()));
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private String run(int messages, int mailboxes, Entrant... servers) {
        StringWriter printed = new StringWriter();
        StringWriter progress = new StringWriter();
        new MailboxTable(
                        new MailboxTable.Plan(
                                MAIL, messages, mailboxes, 2, Duration.ofSeconds(60), List.of(servers), false),
                        new PrintWriter(printed),
                        new PrintWriter(progress))
                .run(folder);
        return printed + "\n--\n" + progress;
    }

    @Test
    void aServerIsFilledOnceAndAskedAgainByTheNextRun() {
        String first = run(MESSAGES, 2, Entrant.DOVECOT);
        String second = run(MESSAGES, 2, Entrant.DOVECOT);

        assertThat(first)
                .contains("80 messages appended", "copied to Bench-2", "| SELECT, again | 80 |", "round 2, dovecot");
        assertThat(first).contains("| FETCH 1:* (ENVELOPE) | 80 |", "| SEARCH UNSEEN | 8 |");
        assertThat(second).contains("| SEARCH UNSEEN | 8 |").doesNotContain("appended", "copied");
        assertThatThrownBy(() -> run(MESSAGES + 1, 2, Entrant.DOVECOT))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("2 mailboxes of 80 messages");
    }

    @Test
    @Tag("long")
    void oursStockJamesAndDovecotFindTheSameInTheSameMail() {
        String printed = run(MESSAGES, 1, Entrant.values());

        for (String question : List.of(
                "SELECT, again",
                "FETCH 1:* (FLAGS)",
                "FETCH 1:* (ENVELOPE)",
                "FETCH 1:* (BODYSTRUCTURE)",
                "SEARCH UNSEEN",
                "SEARCH SUBJECT, rare",
                "SEARCH FROM, common",
                "SEARCH BODY, rare",
                "SEARCH HEADER Message-ID")) {
            // One number, since all agree; then two cells for each, none of them a failure.
            assertThat(printed)
                    .containsPattern("(?m)^\\| " + Pattern.quote(question) + " \\| \\d+ \\|( [0-9][^|a-z]+ \\|){6}$");
        }
        for (Entrant one : Entrant.values()) {
            assertThat(printed).containsPattern(one.name().toLowerCase(Locale.ROOT) + ": memory \\d+ MiB, at most");
        }
    }
}
