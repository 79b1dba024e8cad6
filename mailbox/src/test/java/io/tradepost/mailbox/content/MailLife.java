package io.tradepost.mailbox.content;

import io.tradepost.archive.disposition.Dispositions;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.retention.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that delivers, appends, shares and expunges from several threads, and disposes of all archived mail meanwhile,
 * until it is killed. It says what is done.
 */
public final class MailLife {
    private static final int THREADS = 3;
    private static final int BEFORE_DISPOSAL = 15;

    private final Store store;

    private MailLife(Store store) {
        this.store = store;
    }

    /** First argument the folder, second the number of this life. */
    public static void main(String[] arguments) {
        int life = Integer.parseInt(arguments[1]);
        Store store = Store.open(Path.of(arguments[0]));
        // Each life begins when the mail of the one before is past its time.
        store.clock.move(Duration.ofDays(1000L * life));
        MailLife work = new MailLife(store);
        for (int t = 0; t < THREADS; t++) {
            String prefix = life + "-" + t + "-";
            new Thread(() -> work.mail(prefix, new Random(prefix.hashCode()))).start();
        }
        new Thread(() -> work.dispose(life)).start();
    }

    /** What the message of this name holds; those whose number ends alike share an attachment. */
    static byte[] message(String name) {
        int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        return Deliveries.withAttachment(name, number % 4, 6_000 + number % 3 * 20_000);
    }

    /** The row of a delivered message holds what delivery made of it. */
    static byte[] expected(String row) {
        String name = row.substring(2);
        return row.startsWith("d:") ? Deliveries.delivered(message(name)) : message(name);
    }

    /** With a pause between two: what is looked at afterwards must be read and indexed in seconds. */
    private void mail(String prefix, Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; ; i++) {
            String name = prefix + i;
            if (random.nextBoolean()) {
                long sequence = Deliveries.capture(store.archive, name, store.clock.instant(), message(name));
                say("archived " + name + " " + sequence);
                keep("d:" + name, rows);
            } else {
                keep("a:" + name, rows);
            }
            if (random.nextInt(3) == 0) {
                String gone = rows.remove(random.nextInt(rows.size()));
                say("going " + gone + " 0");
                store.release(gone);
                say("gone " + gone + " 0");
            }
            LockSupport.parkNanos(random.nextInt(30_000_000));
        }
    }

    private void keep(String row, List<String> rows) {
        store.keep(row, expected(row));
        say("kept " + row + " 0");
        rows.add(row);
    }

    private void dispose(int life) {
        for (int i = 0; i < BEFORE_DISPOSAL; i++) {
            String name = life + "-9-" + i;
            Deliveries.capture(store.archive, name, store.clock.instant(), message(name));
            store.keep("d:" + name, expected("d:" + name));
            say("kept d:" + name + " 0");
        }
        store.archive
                .law()
                .retention()
                .add("r" + life, LawWorld.query(""), Term.parse("1y"), "t", "", LawWorld.LI.reader());
        store.clock.move(Duration.ofDays(400));
        store.archive.awaitFollowers(Duration.ofSeconds(60));
        Dispositions desk = store.archive.law().dispositions();
        Run run = desk.propose("life " + life, LawWorld.LI, progress -> {});
        desk.approve(run.id(), LawWorld.LI);
        desk.approve(run.id(), LawWorld.WANG);
        say("disposing " + run.id() + " " + run.items());
        desk.execute(run.id(), LawWorld.LI, progress -> {});
        say("disposed " + run.id() + " 0");
    }

    /** Goes on with the runs that were cut off. */
    static void finishRuns(Store store) {
        Dispositions desk = store.archive.law().dispositions();
        for (Run run : desk.list()) {
            Run.State state = desk.state(run);
            if (state == Run.State.APPROVED || state == Run.State.EXECUTING) {
                desk.execute(run.id(), LawWorld.WANG, progress -> {});
            }
        }
    }

    /** Messages that finished runs destroyed. */
    static List<Long> destroyed(Store store) {
        Dispositions desk = store.archive.law().dispositions();
        return desk.list().stream()
                .filter(run -> desk.state(run) == Run.State.FINISHED)
                .flatMap(run -> desk.certificate(run.id()).destroyed().stream())
                .map(item -> item.sequence())
                .toList();
    }

    private static synchronized void say(String line) {
        System.out.println(line + " .");
        System.out.flush();
    }
}
