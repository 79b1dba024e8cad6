package io.tradepost.bench.hammer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Findings;
import io.tradepost.bench.crash.Report;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.load.Topic;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Clients at work in one mailbox of one account, with kills at random moments if wished, and a recount after each and at the
 * end.
 *
 * @param clients at once
 * @param load    how long they work in all, without the starts of the server
 * @param kills   how often the server is killed meanwhile
 * @param seed    of moments, mail and commands; the same seed does not give the same run, since the machine's pace is part of
 *                it
 */
public record HammerScenario(int clients, Duration load, int kills, long seed) {
    /** The count of commands that were answered. */
    public static final String ANSWERED = "commands answered";
    /** The count of messages at the end. */
    public static final String LEFT = "messages in both folders at the end";

    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs it on a new site. */
    public Findings run(Site site, Report report) {
        try (Server server = new Server(site)) {
            server.start();
            report.say("ready for the first time");
            return new Run(server, report, this).go();
        }
    }

    /** One run under way. */
    private static final class Run {
        private final Server server;
        private final Report report;
        private final HammerScenario plan;
        private final Problems problems = new Problems();
        private final Register register = new Register(problems);
        private final Tally tally = new Tally();
        private final SplittableRandom random;
        private final Round.Tools tools;
        private final Account account;
        private int left;

        Run(Server server, Report report, HammerScenario plan) {
            this.server = server;
            this.report = report;
            this.plan = plan;
            this.random = new SplittableRandom(plan.seed());
            this.account = server.accounts().getFirst();
            this.tools = new Round.Tools(register, problems, factory(), tally);
        }

        private MailFactory factory() {
            MailFactory.Shape shape = new MailFactory.Shape(
                    List.of(account.address()),
                    Topic.all(List.of("anna@kontor.example"), List.of("Offer", "Re: samples")),
                    600,
                    20_000,
                    1);
            return new MailFactory("h" + Long.toString(plan.seed(), 36), shape, plan.seed());
        }

        Findings go() {
            makeFolders();
            long share = plan.load().toMillis() / (plan.kills() + 1);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                long millis = share / 2 + random.nextLong(share + 1);
                try (Round round = round()) {
                    work(Duration.ofMillis(millis));
                    round.doom();
                    server.kill();
                }
                report.say("kill %d of %d, %d ms into load; %d commands answered so far"
                        .formatted(kill, plan.kills(), millis, tally.all()));
                server.start();
                recount(List.of());
            }
            List<Round.Belief> beliefs;
            try (Round round = round()) {
                work(Duration.ofMillis(share));
                beliefs = round.rest();
            }
            recount(beliefs);
            server.stop();
            check("mailbox-check-stopped");
            return findings();
        }

        private Round round() {
            return Round.start(server.port("imaps"), account, tools, plan.clients(), random.split());
        }

        private void makeFolders() {
            try (ImapConnection connection = ImapConnection.open(server.port("imaps"), account, line -> {})) {
                for (Folder folder : Folder.values()) {
                    Answer answer = connection.command("CREATE " + folder.path());
                    if (!answer.ok()) {
                        throw new BenchException("CREATE was answered " + answer.last());
                    }
                }
            } catch (IOException e) {
                throw new BenchException("the folders can't be made", e);
            }
        }

        private void work(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (long rest = time.toMillis(); rest > 0; rest = (end - System.nanoTime()) / 1_000_000) {
                Pause.millis(Math.min(rest, PROGRESS.toMillis()));
                report.say("%d commands answered, %d and %d messages, %d problems"
                        .formatted(
                                tally.all(),
                                register.worthNaming(Folder.ANVIL),
                                register.worthNaming(Folder.RACK),
                                problems.count()));
            }
        }

        private void recount(List<Round.Belief> beliefs) {
            left = new Recount(register, problems).run(server.port("imaps"), account, beliefs);
            check("mailbox-check");
            report.say("recounted %d messages and %d sessions; %d problems"
                    .formatted(left, beliefs.size(), problems.count()));
        }

        /** The server's own recount of all mailboxes. */
        private void check(String output) {
            Server.Said said = server.ask(output, "mailbox", "check", "--json");
            if (said.code() != 0) {
                problems.add("mailbox check ended with " + said.code());
            }
            String text = said.text();
            try {
                JsonNode answer = JSON.readTree(text.substring(Math.max(0, text.indexOf('{'))));
                answer.required("findings").forEach(finding -> problems.add("mailbox check found " + finding));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new BenchException("mailbox check said:\n" + text, e);
            }
        }

        private Findings findings() {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("clients", (long) plan.clients());
            counts.put("kills", (long) plan.kills());
            counts.put(ANSWERED, tally.all());
            tally.counts().forEach((name, count) -> counts.put("… " + name, count));
            counts.put("UIDs given out", register.highestUid(Folder.ANVIL) + register.highestUid(Folder.RACK));
            counts.put(LEFT, (long) left);
            counts.put("problems", (long) problems.count());
            problems.kinds().forEach((kind, count) -> report.out().printf("%8d × %s%n", count, kind));
            return new Findings(counts, problems.kept());
        }
    }
}
