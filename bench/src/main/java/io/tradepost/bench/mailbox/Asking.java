package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One round of one server: a new session, and every question once. */
final class Asking {
    private final Contender contender;
    private final Sessions sessions;
    private final Results results;
    private final Duration patience;
    private final PrintWriter progress;

    Asking(Contender contender, Sessions sessions, Results results, Duration patience, PrintWriter progress) {
        this.contender = contender;
        this.sessions = sessions;
        this.results = results;
        this.patience = patience;
        this.progress = progress;
    }

    void round(List<Question> questions, int round, String mailbox) {
        long began = System.nanoTime();
        Optional<ImapSession> session = signIn();
        for (Question question : questions) {
            if (results.hasFailed(contender.name(), question) || tooLong(question)) {
                continue;
            }
            if (session.isEmpty()) {
                results.failed(contender.name(), question, "no answer");
                continue;
            }
            try {
                Answer answer = question.asking().ask(session.get(), round, mailbox);
                results.add(contender.name(), question, round, answer);
            } catch (ImapSession.Failed e) {
                results.failed(contender.name(), question, "failed");
                progress.println(contender.name() + ", " + question.label() + ": " + e.getMessage());
                session = again(mailbox);
            }
        }
        progress.printf(
                Locale.ROOT, "round %d, %s: %.1f s%n", round, contender.name(), (System.nanoTime() - began) / 1e9);
    }

    /** What took longer than anybody waits is not measured to the tenth. */
    private boolean tooLong(Question question) {
        return results.first(contender.name(), question)
                .filter(millis -> millis > patience.toMillis())
                .isPresent();
    }

    private Optional<ImapSession> again(String mailbox) {
        return signIn().flatMap(session -> {
            try {
                session.ask("SELECT " + mailbox);
                return Optional.of(session);
            } catch (ImapSession.Failed e) {
                progress.println(contender.name() + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private Optional<ImapSession> signIn() {
        try {
            return Optional.of(sessions.open(contender));
        } catch (BenchException e) {
            progress.println(contender.name() + " lets nobody in: " + e.getMessage());
            return Optional.empty();
        }
    }
}
