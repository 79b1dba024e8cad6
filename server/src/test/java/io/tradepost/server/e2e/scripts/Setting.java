package io.tradepost.server.e2e.scripts;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What James's suite sets up around a script. */
enum Setting {
    /** Nothing, and no folder is looked at: the script hears the greeting itself. */
    BARE {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(script);
        }

        @Override
        boolean needsOnlyInbox() {
            return false;
        }
    },
    /** Nothing but INBOX. */
    ONLY_INBOX {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(script);
        }
    },
    /** The greeting is heard. */
    CONNECTED {
        @Override
        boolean needsOnlyInbox() {
            return false;
        }

        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(WELCOME, script);
        }
    },
    /** Signed in. */
    SIGNED_IN {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(WELCOME, LOGIN, script);
        }
    },
    /** A folder with four messages is selected. */
    SELECTED {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(
                    WELCOME, LOGIN, others.apply("SelectedStateSetup"), script, others.apply("SelectedStateCleanup"));
        }
    },
    /** The empty INBOX is selected. */
    INBOX {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(WELCOME, LOGIN, others.apply("SelectInbox"), script);
        }
    },
    /** Two folders that are named like accounts. */
    NAMED_FOLDERS {
        @Override
        List<Script> around(Script script, Function<String, Script> others) {
            return List.of(WELCOME, script);
        }

        @Override
        void prepare(RawImap imap, People people) {
            imap.command("CREATE " + people.owner().address());
            imap.command("CREATE delegate");
        }
    };

    private static final Script WELCOME = Script.of("Welcome", "S: \\* OK IMAP4rev1 Server ready");
    private static final Script LOGIN = Script.of("Login", "C: a001 LOGIN imapuser password\nS: a001 OK .*");

    /** The script with what comes before and after it. */
    abstract List<Script> around(Script script, Function<String, Script> others);

    /** Whether the folders that a new account has here, and James's does not, would be in the way. */
    boolean needsOnlyInbox() {
        return true;
    }

    /** What is made beforehand, over the owner's connection. */
    void prepare(RawImap imap, People people) {}

    /** Plays the script in this setting, on accounts that nobody has used. */
    final void play(RunningServer server, People people, Path folder, Part part) {
        if (needsOnlyInbox()) {
            try (RawImap imap = RawImap.connectTls(server.port("imaps"))) {
                imap.command("LOGIN " + people.owner().address() + " "
                        + people.owner().password());
                leaveOnlyInbox(imap);
                prepare(imap, people);
            }
        }
        Function<String, Script> read = script -> Script.read(folder.resolve(script + ".test"));
        Performance.play(
                server.port("imaps"),
                part.patience(),
                around(read.apply(part.script()), read).stream()
                        .map(people::cast)
                        .toList());
    }

    private static void leaveOnlyInbox(RawImap imap) {
        List<String> names = new ArrayList<>();
        for (String line : imap.command("LIST \"\" \"*\"").lines().toList()) {
            if (line.startsWith("* LIST")) {
                names.add(line.substring(line.indexOf("\".\" ") + 4));
            }
        }
        names.stream().filter(name -> !name.contains("INBOX")).forEach(name -> {
            imap.command("UNSUBSCRIBE " + name);
            imap.command("DELETE " + name);
        });
    }
}
