package io.tradepost.archive.segment;

import io.tradepost.archive.journal.DiskFiles;
import java.nio.file.Path;
import java.util.Random;

/** A process that archives and shreds from several threads until it is killed, and says what is done. */
public final class StorageProcess {
    private static final int THREADS = 4;

    private StorageProcess() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        String life = arguments[1];
        StorageLife storage = StorageLife.open(folder, new DiskFiles());
        for (int t = 0; t < THREADS; t++) {
            String prefix = life + "-" + t + "-";
            int seed = prefix.hashCode();
            new Thread(() -> work(storage, prefix, new Random(seed))).start();
        }
    }

    private static void work(StorageLife storage, String prefix, Random random) {
        for (int i = 0; ; i++) {
            String name = prefix + i;
            long sequence = storage.archive().put(name, StorageLife.content(name));
            say("kept " + name + " " + sequence);
            if (random.nextInt(12) == 0) {
                say("asked " + name + " " + sequence);
                storage.archive().store().shredder().shred(sequence);
                say("gone " + name + " " + sequence);
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line + " .");
        System.out.flush();
    }
}
