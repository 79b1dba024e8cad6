package io.tradepost.bench.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table.
 *
 * @param label what is printed; never a word of the mail
 */
record Question(String label, Asking asking) {
    /** How it is asked; another word in each round, so that nobody answers from memory. */
    @FunctionalInterface
    interface Asking {
        Answer ask(ImapSession session, int round, String mailbox);
    }

    /** All of them, in the order in which a round asks them; the words are for so many rounds. */
    static List<Question> all(Words words, int rounds) {
        List<Question> all = new ArrayList<>(List.of(
                new Question("SELECT, new session", Question::select),
                new Question("SELECT, again", Question::select),
                command("FETCH 1:* (FLAGS)"),
                command("FETCH 1:* (ENVELOPE)"),
                command("FETCH 1:* (BODYSTRUCTURE)"),
                command("SEARCH UNSEEN")));
        for (Words.Kind kind : Words.Kind.values()) {
            searched("SUBJECT", kind, words.inSubjects(kind, rounds)).ifPresent(all::add);
        }
        for (Words.Kind kind : List.of(Words.Kind.RARE, Words.Kind.COMMON)) {
            searched("FROM", kind, words.inSenders(kind, rounds)).ifPresent(all::add);
        }
        for (String key : List.of("BODY", "TEXT")) {
            for (Words.Kind kind : Words.Kind.values()) {
                searched(key, kind, words.inTexts(kind, rounds)).ifPresent(all::add);
            }
        }
        List<String> ids = words.messageIds(rounds);
        all.add(new Question(
                "SEARCH HEADER Message-ID",
                (session, round, mailbox) ->
                        session.ask("SEARCH HEADER Message-ID \"" + ids.get(round % ids.size()) + "\"")));
        all.add(command("SEARCH HEADER Content-Type multipart"));
        return all;
    }

    private static Answer select(ImapSession session, int round, String mailbox) {
        return session.ask("SELECT " + mailbox);
    }

    private static Question command(String command) {
        return new Question(command, (session, round, mailbox) -> session.ask(command));
    }

    private static Optional<Question> searched(String key, Words.Kind kind, List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String label = "SEARCH " + key + ", "
                + switch (kind) {
                    case RARE -> "rare";
                    case COMMON -> "common";
                    case CHINESE -> "Chinese";
                };
        return Optional.of(new Question(label, (session, round, mailbox) -> {
            String word = words.get(round % words.size());
            return kind == Words.Kind.CHINESE
                    ? session.ask("SEARCH CHARSET UTF-8 " + key, word.getBytes(StandardCharsets.UTF_8), "")
                    : session.ask("SEARCH " + key + " \"" + word + "\"");
        }));
    }
}
