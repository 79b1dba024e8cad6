package io.tradepost.server.cli;

import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.james.queue.QueuePlace;
import io.tradepost.server.james.queue.QueuedMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves queued mail at the operator's word. Each move is on record before it is made. */
abstract class QueueChange extends QueueCommand.OfServer {
    @Parameters(index = "0..*", arity = "0..*", paramLabel = "NAME", descriptionKey = "NAME")
    private List<String> names = List.of();

    /** What is on record as done. */
    abstract String action();

    /** Which places {@code --all} means; none where it is not offered. */
    abstract Set<QueuePlace> places();

    boolean all() {
        return false;
    }

    Map<String, String> details() {
        return Map.of();
    }

    abstract MailQueues.Outcome change(MailQueues queues, QueuedMail mail);

    @Override
    int run(CommandContext context, MailQueues queues) {
        List<QueuedMail> chosen = chosen(queues);
        int left = 0;
        for (QueuedMail mail : chosen) {
            if (context.cancelled()) {
                throw new CommandFailure("cancelled");
            }
            Map<String, String> details = new HashMap<>(details());
            details.put("place", mail.place().word());
            details.put("from", mail.from());
            details.put("to", String.join(", ", mail.to()));
            mail.archiveId().ifPresent(id -> details.put("message", id));
            context.audit(action(), mail.name(), details);
            MailQueues.Outcome outcome = change(queues, mail);
            if (outcome == MailQueues.Outcome.DONE) {
                context.say("queue.done." + action(), mail.name());
            } else {
                left++;
                context.err()
                        .println(context.text(
                                sentence(outcome), mail.name(), mail.place().word()));
            }
        }
        context.err().println(context.text("queue.changed", chosen.size() - left, chosen.size()));
        return left == 0 ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private List<QueuedMail> chosen(MailQueues queues) {
        if (all() == !names.isEmpty()) {
            throw new CommandFailure(all() ? "queue.names-or-all" : "queue.which");
        }
        if (all()) {
            return queues.list().stream()
                    .filter(mail -> places().contains(mail.place()))
                    .toList();
        }
        List<QueuedMail> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(QueueCommand.find(queues, name));
        }
        return chosen;
    }

    private static String sentence(MailQueues.Outcome outcome) {
        return switch (outcome) {
            case BUSY -> "queue.busy";
            case NOT_ARCHIVED -> "queue.not-archived";
            case NOT_HERE -> "queue.not-here";
            case DONE -> throw new IllegalArgumentException("done needs no excuse");
        };
    }

    /** Tries waiting mail at once. */
    @CommandLine.Command(name = "retry")
    static final class Retry extends QueueChange {
        @Option(names = "--all")
        private boolean all;

        @Override
        String action() {
            return "queue-retry";
        }

        @Override
        boolean all() {
            return all;
        }

        @Override
        Set<QueuePlace> places() {
            return Set.of(QueuePlace.WAITING, QueuePlace.OUTGOING, QueuePlace.ERROR);
        }

        @Override
        MailQueues.Outcome change(MailQueues queues, QueuedMail mail) {
            return queues.retry(mail);
        }
    }

    /** Sends held mail on its way. */
    @CommandLine.Command(name = "release")
    static final class Release extends QueueChange {
        @Option(names = "--all")
        private boolean all;

        @Override
        String action() {
            return "queue-release";
        }

        @Override
        boolean all() {
            return all;
        }

        @Override
        Set<QueuePlace> places() {
            return Set.of(QueuePlace.HELD);
        }

        @Override
        MailQueues.Outcome change(MailQueues queues, QueuedMail mail) {
            return queues.release(mail);
        }
    }

    /** Keeps mail back. */
    @CommandLine.Command(name = "hold")
    static final class Hold extends QueueChange {
        @Override
        String action() {
            return "queue-hold";
        }

        @Override
        Set<QueuePlace> places() {
            return Set.of();
        }

        @Override
        MailQueues.Outcome change(MailQueues queues, QueuedMail mail) {
            return queues.hold(mail);
        }
    }

    /** Takes mail away undelivered. */
    @CommandLine.Command(name = "remove")
    static final class Remove extends QueueChange {
        @Option(names = "--reason", paramLabel = "TEXT", required = true)
        private String reason;

        @Override
        String action() {
            return "queue-remove";
        }

        @Override
        Set<QueuePlace> places() {
            return Set.of();
        }

        @Override
        Map<String, String> details() {
            if (reason.isBlank()) {
                throw new CommandFailure("queue.reason");
            }
            return Map.of("reason", reason);
        }

        @Override
        MailQueues.Outcome change(MailQueues queues, QueuedMail mail) {
            return queues.remove(mail);
        }
    }
}
