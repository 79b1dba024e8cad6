package io.tradepost.bench.hammer;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** All clients at work at once, during one life of the server. */
final class Round implements AutoCloseable {
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);
    /** A session ends by itself after about so many commands, as clients come and go. */
    private static final int COMMANDS_OF_A_SESSION = 300;

    private final int port;
    private final Account account;
    private final Tools tools;
    private final List<Thread> clients = new ArrayList<>();
    private final List<Belief> beliefs = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch allAtRest;
    private volatile State state = State.WORK;

    /** What clients share. */
    record Tools(Register register, Problems problems, MailFactory factory, Tally tally) {}

    /**
     * What a session believes to be in a folder when nobody is at work any more.
     *
     * @param uids by number
     */
    record Belief(int client, Folder folder, List<Long> uids) {
        Belief {
            uids = List.copyOf(uids);
        }
    }

    private enum State {
        WORK,
        REST,
        /** The server is about to be killed: from now on a broken connection is no surprise. */
        DOOM
    }

    private Round(int port, Account account, Tools tools, int clients) {
        this.port = port;
        this.account = account;
        this.tools = tools;
        this.allAtRest = new CountDownLatch(clients);
    }

    /** Lets this many clients begin. */
    static Round start(int port, Account account, Tools tools, int clients, SplittableRandom random) {
        Round round = new Round(port, account, tools, clients);
        for (int number = 1; number <= clients; number++) {
            int which = number;
            SplittableRandom own = random.split();
            round.clients.add(
                    Thread.ofPlatform().name("client-" + number).daemon().start(() -> round.run(which, own)));
        }
        return round;
    }

    private void run(int number, SplittableRandom random) {
        boolean counted = false;
        while (state == State.WORK) {
            try (Client client = new Client(number, port, account, tools, random)) {
                for (int left = COMMANDS_OF_A_SESSION; left > 0 && state == State.WORK; left--) {
                    client.work();
                }
                if (state == State.REST) {
                    counted = true;
                    allAtRest.countDown();
                    allAtRest.await();
                    beliefs.add(client.belief());
                }
            } catch (IOException e) {
                if (state != State.DOOM) {
                    tools.problems().add("client " + number + ": the connection broke: " + e.getMessage());
                    Pause.millis(RECONNECT_PAUSE.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                tools.problems().add("client " + number + " was interrupted");
                break;
            } catch (RuntimeException e) {
                tools.problems().add("client " + number + " did not understand an answer: " + e);
            }
        }
        if (!counted) {
            allAtRest.countDown();
        }
    }

    /** Has everybody finish what is under way, and then say what there is. */
    List<Belief> rest() {
        state = State.REST;
        join();
        return List.copyOf(beliefs);
    }

    /** From now on connections may break. */
    void doom() {
        state = State.DOOM;
    }

    private void join() {
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while clients worked", e);
        }
    }

    @Override
    public void close() {
        if (state == State.WORK) {
            state = State.REST;
        }
        join();
    }
}
