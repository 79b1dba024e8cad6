package io.tradepost.bench.throughput;

import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.load.Topic;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.stock.Durability;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our server and stock James, taking turns. */
public final class Race {
    /** Between two turns, so that what one leaves to the kernel is not the next one's burden. */
    private static final long REST_MILLIS = 1_000;

    private final Plan plan;
    private final List<Durability> stock;
    private final PrintWriter out;

    /**
     * How it goes.
     *
     * @param rounds   measured turns of each
     * @param messages in one turn
     * @param warmUp   turns of each before that
     * @param bytes    of one message
     * @param seed     of the mail
     */
    public record Plan(int rounds, int messages, int warmUp, int connections, int mailboxes, int bytes, long seed) {}

    /**
     * A race.
     *
     * @param stock with what stock James takes part; once for each
     */
    public Race(Plan plan, List<Durability> stock, PrintWriter out) {
        this.plan = plan;
        this.stock = List.copyOf(stock);
        this.out = out;
    }

    /** Runs it in this folder and prints what came of it; every turn of each contestant after the warm-up. */
    public List<Round> run(Path folder) {
        Machine.describe(folder).forEach(out::println);
        OurContestant ours = new OurContestant(folder.resolve("ours"), plan.mailboxes());
        List<Contestant> all = new ArrayList<>(List.of(ours));
        for (Durability durability : stock) {
            all.add(new StockContestant(folder.resolve("stock-" + durability), plan.mailboxes(), durability));
        }
        try {
            all.forEach(Contestant::start);
            List<Topic> topics = TradeTopics.of(ours.data(), folder.resolve("topics"));
            return turns(all, topics);
        } finally {
            all.forEach(Contestant::close);
        }
    }

    private List<Round> turns(List<Contestant> all, List<Topic> topics) {
        List<Turn> turns = new ArrayList<>();
        List<Round> measured = new ArrayList<>();
        try {
            for (Contestant contestant : all) {
                turns.add(new Turn(contestant, factory(contestant, topics)));
            }
            out.println("turn     contestant       accepted/s  delivered/s  settled/s  CPU ms/message  others' CPU ms");
            for (int turn = 1 - plan.warmUp(); turn <= plan.rounds(); turn++) {
                for (int i = 0; i < all.size(); i++) {
                    List<Contestant> others = new ArrayList<>(all);
                    others.remove(i);
                    Pause.millis(REST_MILLIS);
                    Round round = turns.get(i).run(plan.messages(), plan.connections(), plan.seed() + turn, others);
                    print(turn, round);
                    if (turn > 0) {
                        measured.add(round);
                    }
                }
            }
        } finally {
            turns.forEach(Turn::close);
        }
        new Comparison(measured).print(out);
        return measured;
    }

    private MailFactory factory(Contestant contestant, List<Topic> topics) {
        MailFactory.Shape shape = new MailFactory.Shape(
                contestant.accounts().stream().map(Account::address).toList(),
                topics,
                plan.bytes(),
                plan.bytes() + 1,
                1);
        return new MailFactory("t" + Long.toString(plan.seed(), Character.MAX_RADIX), shape, plan.seed());
    }

    private void print(int turn, Round round) {
        String name = turn > 0 ? "measured" : turn == 1 - plan.warmUp() ? "cold" : "warm-up";
        out.printf(
                "%-8s %-16s %10.1f %12.1f %10.1f %15.2f %15d%n",
                name,
                round.contestant(),
                round.acceptedPerSecond(),
                round.deliveredPerSecond(),
                round.settledPerSecond(),
                round.cpuMillisPerMessage(),
                round.idleMillis());
        out.flush();
    }
}
