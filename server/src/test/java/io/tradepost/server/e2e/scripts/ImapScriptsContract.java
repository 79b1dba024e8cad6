package io.tradepost.server.e2e.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.server.e2e.kit.Corpus;
import io.tradepost.server.e2e.kit.FreshAccounts;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every IMAP script of James's own suite, over the real port, each on accounts of its own. */
abstract class ImapScriptsContract {
    private static final Path SCRIPTS = Corpus.folder()
            .resolve("james-mpt-3.8.1/mpt/impl/imap-mailbox/core/src/main/resources/org/apache/james/imap/scripts");
    private static final String ENDING = ".test";

    private final RunningServer server;

    @TempDir
    private Path folder;

    ImapScriptsContract(SharedServer shared) {
        this.server = shared.server();
    }

    @Test
    void everyScriptIsPlayed() throws IOException {
        Set<String> played = new HashSet<>(Set.of("SelectedStateSetup", "SelectedStateCleanup"));
        Part.all().forEach(part -> played.add(part.script()));
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            assertThat(files.map(file -> SCRIPTS.relativize(file).toString())
                            .filter(name -> name.endsWith(ENDING))
                            .map(name -> name.substring(0, name.length() - ENDING.length())))
                    .isNotEmpty()
                    .isSubsetOf(played);
        }
    }

    @TestFactory
    List<DynamicTest> aSamplePlaysAsJamesItselfWantsOrAsTheListSaysItCannot() {
        return tests(5);
    }

    @TestFactory
    @Tag("long")
    List<DynamicTest> eachPlaysAsJamesItselfWantsOrAsTheListSaysItCannot() {
        return tests(1);
    }

    /** Each n-th script. */
    private List<DynamicTest> tests(int every) {
        List<Part> all = Part.all();
        List<Part> parts = IntStream.range(0, all.size())
                .filter(place -> place % every == 0)
                .mapToObj(all::get)
                .toList();
        List<RunningServer.DemoAccount> accounts = FreshAccounts.make(server, folder, parts.size() + 1);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            People people = new People(accounts.get(i), accounts.getLast());
            tests.add(DynamicTest.dynamicTest(part.toString(), () -> play(part, people)));
        }
        return tests;
    }

    private void play(Part part, People people) {
        if (part.cannot().isEmpty()) {
            part.setting().play(server, people, SCRIPTS, part);
            return;
        }
        Part.Failure failure = part.cannot().get();
        assertThatThrownBy(() -> part.setting().play(server, people, SCRIPTS, part))
                .as("if it passes now, take it off the list, where it says " + failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)\\S+\\.test:" + failure.line() + "\\b.*");
    }
}
