package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** LIST with what RFC 5258 and RFC 5819 put into it. */
class ImapListTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private RawImap imap;

    @BeforeEach
    void makeFolders() {
        RunningServer server = SHARED.server();
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + zhaomin.address() + " " + zhaomin.password()))
                .contains(" OK");
        for (String name : List.of("tree", "tree.leaf", "tree.twig", "shrub")) {
            assertThat(imap.command("CREATE " + name)).contains(" OK");
        }
        imap.command("SUBSCRIBE tree.leaf");
    }

    @AfterEach
    void removeFolders() {
        imap.command("UNSUBSCRIBE tree.leaf");
        for (String name : List.of("tree.leaf", "tree.twig", "tree", "shrub")) {
            imap.command("DELETE " + name);
        }
        imap.close();
    }

    /** The names that an answer lists, in its order. */
    private static List<String> names(String answer) {
        assertThat(answer).contains(" OK");
        return answer.lines()
                .filter(line -> line.startsWith("* LIST"))
                .map(line -> line.replaceAll(".* \"\\.\" \"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void inboxIsFoundInAnyCaseAlsoByAPattern() {
        assertThat(names(imap.command("LIST \"\" InB%"))).containsExactly("INBOX");
        assertThat(names(imap.command("LIST \"\" *nbox"))).containsExactly("INBOX");
        assertThat(names(imap.command("LIST \"\" i*%*x"))).containsExactly("INBOX");
        assertThat(names(imap.command("LIST \"\" inb"))).isEmpty();
        assertThat(names(imap.command("LIST \"\" inboxes%"))).isEmpty();
        assertThat(names(imap.command("LIST \"\" Shru%"))).isEmpty();
    }

    @Test
    void severalPatternsGiveEachFolderOnce() {
        assertThat(names(imap.command("LIST \"\" (shr% \"tree.*\" tree.l* inbox)")))
                .containsExactlyInAnyOrder("shrub", "tree.leaf", "tree.twig", "INBOX");
        assertThat(names(imap.command("LIST tree. (leaf twig)"))).containsExactlyInAnyOrder("tree.leaf", "tree.twig");
        assertThat(imap.command("LIST \"\" ()")).contains(" BAD");
    }

    @Test
    void subscribedFoldersAreSelectedOrMarked() {
        assertThat(names(imap.command("LIST (SUBSCRIBED) \"\" tree*"))).containsExactly("tree.leaf");
        assertThat(imap.command("LIST \"\" tree% RETURN (SUBSCRIBED CHILDREN)"))
                .contains("(\\HasChildren) \".\" \"tree\"");
        assertThat(imap.command("LIST \"\" tree.* RETURN (SUBSCRIBED)"))
                .contains("(\\HasNoChildren \\Subscribed) \".\" \"tree.leaf\"")
                .contains("(\\HasNoChildren) \".\" \"tree.twig\"");
        assertThat(imap.command("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" tr%"))
                .contains("(\\HasChildren) \".\" \"tree\" (\"CHILDINFO\" (\"SUBSCRIBED\"))");
        assertThat(imap.command("LIST (RECURSIVEMATCH) \"\" *")).contains(" BAD");
    }

    @Test
    void askedForRemoteFoldersTooItGivesThoseThatThereAre() {
        assertThat(names(imap.command("LIST (REMOTE) \"\" shrub"))).containsExactly("shrub");
    }

    @Test
    void theStatusOfEachFolderComesWithTheList() {
        String answer = imap.command("LIST \"\" (shrub shru%) RETURN (STATUS (MESSAGES UNSEEN))");
        assertThat(answer.lines().filter(line -> line.startsWith("* STATUS")))
                .containsExactly("* STATUS \"shrub\" (MESSAGES 0 UNSEEN 0)");
    }

    @Test
    void theRootIsToldToAnEmptyPattern() {
        assertThat(imap.command("LIST \"\" \"\"")).contains("* LIST (\\Noselect) \".\" \"\"");
    }
}
