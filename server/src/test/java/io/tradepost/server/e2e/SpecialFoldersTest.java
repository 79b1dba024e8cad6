package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.FreshAccounts;
import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.RunningServer.DemoAccount;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The folders that every account has, and how clients are told what they are for (RFC 6154). */
class SpecialFoldersTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private static final int ACCOUNTS = 8;
    private static final Deque<DemoAccount> FRESH = new ArrayDeque<>();

    @TempDir
    private static Path folder;

    private final RunningServer server = SHARED.server();

    @BeforeAll
    static void makeAccounts() {
        FRESH.addAll(FreshAccounts.make(SHARED.server(), folder, ACCOUNTS));
    }

    private RawImap signedIn(DemoAccount account) {
        RawImap imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + account.address() + " " + account.password()))
                .contains(" OK");
        return imap;
    }

    /** What LIST or LSUB said, each line without the name of the command. */
    private static List<String> listed(String answer) {
        assertThat(answer).contains(" OK");
        return answer.lines()
                .filter(line -> line.startsWith("* L"))
                .map(line -> line.split(" ", 3)[2])
                .sorted()
                .toList();
    }

    private static void assertHasTheFolders(RawImap imap) {
        assertThat(listed(imap.command("LIST \"\" *")))
                .containsExactly(
                        "(\\HasNoChildren \\Drafts) \".\" \"Drafts\"",
                        "(\\HasNoChildren \\Junk) \".\" \"Junk\"",
                        "(\\HasNoChildren \\Sent) \".\" \"Sent\"",
                        "(\\HasNoChildren \\Trash) \".\" \"Trash\"",
                        "(\\HasNoChildren) \".\" \"INBOX\"");
        assertThat(listed(imap.command("LSUB \"\" *")))
                .containsExactly(
                        "() \".\" \"Drafts\"",
                        "() \".\" \"INBOX\"",
                        "() \".\" \"Junk\"",
                        "() \".\" \"Sent\"",
                        "() \".\" \"Trash\"");
    }

    @Test
    void whoSignsInBeforeAnyMailCameHasAllFoldersMarkedAndSubscribed() {
        try (RawImap imap = signedIn(FRESH.remove())) {
            assertHasTheFolders(imap);
        }
    }

    @Test
    void whoGotMailBeforeEverSigningInHasAllFoldersToo() {
        DemoAccount account = FRESH.remove();
        try (Smtp smtp = SHARED.smtp()) {
            smtp.sendAccepted(
                    "buyer@client.example",
                    List.of(account.address()),
                    "Subject: early\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        Eventually.until(
                "the mail is delivered",
                () -> server.log()
                        .lines()
                        .anyMatch(line -> line.contains("Local delivered mail") && line.contains(account.address())));
        try (RawImap imap = signedIn(account)) {
            assertThat(imap.command("STATUS INBOX (MESSAGES)")).contains("MESSAGES 1)");
            assertHasTheFolders(imap);
        }
    }

    @Test
    void whoSignsInByAuthenticateHasThemAsWell() {
        DemoAccount account = FRESH.remove();
        String token = "\0" + account.address() + "\0" + account.password();
        try (RawImap imap = RawImap.connectTls(server.port("imaps"))) {
            assertThat(imap.command("AUTHENTICATE PLAIN "
                            + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII))))
                    .contains(" OK");
            assertHasTheFolders(imap);
        }
    }

    @Test
    void whatAPersonDeletesIsNotMadeAgainWhenTheySignInNext() {
        DemoAccount account = FRESH.remove();
        try (RawImap imap = signedIn(account)) {
            imap.command("UNSUBSCRIBE Junk");
            assertThat(imap.command("DELETE Junk")).contains(" OK");
        }
        try (RawImap imap = signedIn(account)) {
            assertThat(imap.command("LIST \"\" *")).contains("Trash").doesNotContain("Junk");
            assertThat(imap.command("LSUB \"\" *")).contains("Trash").doesNotContain("Junk");
        }
    }

    @Test
    void clientsThatSignInAtTheSameTimeAllGetInAndEachFolderIsThereOnce() throws Exception {
        DemoAccount account = FRESH.remove();
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Future<List<String>>> seen = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                seen.add(clients.submit(() -> {
                    try (RawImap imap = signedIn(account)) {
                        return listed(imap.command("LIST \"\" *"));
                    }
                }));
            }
            for (Future<List<String>> one : seen) {
                assertThat(one.get()).hasSize(5).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void foldersThatAreForSomethingCanBeSelectedAmongAll() {
        try (RawImap imap = signedIn(FRESH.remove())) {
            imap.command("CREATE Orders");
            assertThat(imap.command("CAPABILITY")).contains(" SPECIAL-USE").doesNotContain("CREATE-SPECIAL-USE");
            assertThat(listed(imap.command("LIST (SPECIAL-USE) \"\" *")))
                    .hasSize(4)
                    .noneMatch(line -> line.contains("INBOX") || line.contains("Orders"));
            assertThat(listed(imap.command("LIST \"\" * RETURN (SPECIAL-USE)")))
                    .hasSize(6)
                    .contains("(\\HasNoChildren \\Sent) \".\" \"Sent\"");
            assertThat(imap.command("LIST (SPECIAL-USE) \"\" * RETURN (STATUS (MESSAGES))"))
                    .contains("* STATUS \"Sent\" (MESSAGES 0)")
                    .doesNotContain("* STATUS \"INBOX\"")
                    .doesNotContain("* STATUS \"Orders\"");
            assertThat(listed(imap.command("LIST (SUBSCRIBED SPECIAL-USE) \"\" %")))
                    .contains("(\\HasNoChildren \\Trash \\Subscribed) \".\" \"Trash\"")
                    .hasSize(4);
        }
    }

    @Test
    void spamIsForJunkOnlyWhereThereIsNoJunk() {
        try (RawImap imap = signedIn(FRESH.remove())) {
            imap.command("CREATE Spam");
            assertThat(imap.command("LIST \"\" Spam")).contains("Spam").doesNotContain("\\Junk");
            assertThat(imap.command("LIST (SPECIAL-USE) \"\" *")).doesNotContain("Spam");
            imap.command("DELETE Junk");
            assertThat(listed(imap.command("LIST \"\" Spam")))
                    .containsExactly("(\\HasNoChildren \\Junk) \".\" \"Spam\"");
            imap.command("CREATE Sent.old");
            assertThat(listed(imap.command("LIST \"\" Sent*")))
                    .containsExactly("(\\HasChildren \\Sent) \".\" \"Sent\"", "(\\HasNoChildren) \".\" \"Sent.old\"");
        }
    }
}
