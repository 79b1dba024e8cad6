package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.ingest.RealMail;
import io.tradepost.bench.throughput.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills the servers that are not filled yet, asks all of them in turns, and prints the table. */
public final class MailboxTable {
    private static final double MEBI = 1 << 20;

    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter progress;

    /** Who can be in the table. */
    public enum Entrant {
        /** Our server. */
        OURS,
        /** Stock James. */
        STOCK,
        /** Dovecot. */
        DOVECOT
    }

    /**
     * How it goes.
     *
     * @param messages  in each mailbox
     * @param rounds    measured, after the first one behind the start
     * @param patience  a question that took longer is not asked again of the same server
     */
    public record Plan(
            Path mail,
            int messages,
            int mailboxes,
            int rounds,
            Duration patience,
            List<Entrant> servers,
            boolean onlyFill) {
        public Plan {
            servers = List.copyOf(servers);
        }
    }

    /** A table; the progress goes elsewhere than the result. */
    public MailboxTable(Plan plan, PrintWriter out, PrintWriter progress) {
        this.plan = plan;
        this.out = out;
        this.progress = progress;
    }

    /** Runs it in this folder, which keeps the filled servers. */
    public void run(Path folder) {
        Map<Contender, Path> all = contenders(folder);
        try {
            RealMail mail = RealMail.load(plan.mail());
            Filling.Filled filled = fill(all, mail);
            if (!plan.onlyFill()) {
                Machine.describe(folder).forEach(out::println);
                measure(List.copyOf(all.keySet()), mail, filled);
            }
        } finally {
            all.keySet().forEach(Contender::close);
        }
    }

    private Map<Contender, Path> contenders(Path folder) {
        // Nothing is asked that takes so long; a server that says nothing for so long is not waited for.
        Duration longest = Duration.ofMinutes(5);
        Map<Contender, Path> all = new LinkedHashMap<>();
        for (Entrant one : plan.servers()) {
            Path home = folder.resolve(one.name().toLowerCase(Locale.ROOT));
            try {
                Files.createDirectories(home);
            } catch (IOException e) {
                throw new BenchException("no folder for a server", e);
            }
            all.put(
                    switch (one) {
                        case OURS -> new Ours(home, longest);
                        case STOCK -> new Stock(home, longest);
                        case DOVECOT -> new Dovecot(home, longest);
                    },
                    home);
        }
        return all;
    }

    private Filling.Filled fill(Map<Contender, Path> all, RealMail mail) {
        Filling filling = new Filling(mail, plan.messages(), plan.mailboxes(), progress);
        Filling.Filled last = new Filling.Filled(0, 0, 0);
        for (Map.Entry<Contender, Path> one : all.entrySet()) {
            Contender contender = one.getKey();
            var found = Filling.found(one.getValue());
            if (found.isEmpty()) {
                progress.println(contender.name() + ": is filled");
                contender.start();
                last = filling.fill(contender, one.getValue());
                contender.stop();
            } else {
                last = found.get();
                if (last.messages() != plan.messages() || last.mailboxes() != plan.mailboxes()) {
                    throw new BenchException(one.getValue() + " has " + last.mailboxes() + " mailboxes of "
                            + last.messages() + " messages; take another folder, or ask for so many");
                }
            }
        }
        return last;
    }

    private void measure(List<Contender> all, RealMail mail, Filling.Filled filled) {
        int rounds = plan.rounds();
        List<Question> questions =
                Question.all(Words.of(mail, Math.min(plan.messages(), mail.originals())), rounds + 1);
        for (Contender one : all) {
            progress.println(one.name() + ": starts");
            one.start();
        }
        Results results = new Results();
        try (Sessions sessions = new Sessions()) {
            for (int round = 0; round <= rounds; round++) {
                for (int i = 0; i < all.size(); i++) {
                    // Another begins each time.
                    Contender contender = all.get((i + round) % all.size());
                    new Asking(contender, sessions, results, plan.patience(), progress)
                            .round(questions, round, Filling.mailbox(round % plan.mailboxes()));
                }
            }
            print(all, questions, results);
            weigh(all, filled);
        }
        all.forEach(Contender::stop);
    }

    private void print(List<Contender> all, List<Question> questions, Results results) {
        List<String> names = all.stream().map(Contender::name).toList();
        all.forEach(one -> out.printf("%-8s    %s%n", one.name(), one.description()));
        out.printf(
                "%nmilliseconds, the first time after the start, then the median of %d rounds (lowest–highest)%n%n",
                plan.rounds());
        out.println("| | found | "
                + names.stream().map(name -> name + ", first | " + name).collect(Collectors.joining(" | ")) + " |");
        out.println("|---|---|" + "---|---|".repeat(names.size()));
        for (Question question : questions) {
            List<String> cells = new ArrayList<>(List.of(question.label(), results.found(names, question)));
            names.forEach(name -> cells.addAll(results.cells(name, question)));
            out.println("| " + String.join(" | ", cells) + " |");
        }
    }

    private void weigh(List<Contender> all, Filling.Filled filled) {
        long mail = filled.octets() * filled.mailboxes();
        out.printf(
                "%nmail: %.1f MiB in %d messages of %d mailboxes (%.1f MiB different)%n",
                mail / MEBI, filled.messages() * filled.mailboxes(), filled.mailboxes(), filled.octets() / MEBI);
        for (Contender one : all) {
            Memory memory = Memory.of(one.pid());
            out.printf(
                    Locale.ROOT,
                    "%s: memory %.0f MiB, at most %.0f MiB; disk %s%n",
                    one.name(),
                    memory.resident() / 1024.0,
                    memory.highest() / 1024.0,
                    disk(one.disk(), filled.octets()));
        }
    }

    private static String disk(Map<String, Long> parts, long octets) {
        long all = parts.values().stream().mapToLong(Long::longValue).sum();
        return String.format(Locale.ROOT, "%.3f bytes per byte of different mail: ", all / (double) octets)
                + parts.entrySet().stream()
                        .map(part ->
                                String.format(Locale.ROOT, "%s %.3f", part.getKey(), part.getValue() / (double) octets))
                        .collect(Collectors.joining(", "));
    }
}
