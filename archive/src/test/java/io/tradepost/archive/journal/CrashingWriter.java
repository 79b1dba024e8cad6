package io.tradepost.archive.journal;

import java.nio.file.Path;

/** A process that appends from several threads until it is killed, and says on its standard output what is durable. */
public final class CrashingWriter {
    private static final int THREADS = 6;

    private CrashingWriter() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        String life = arguments[1];
        Journal journal = Journal.open(Samples.settings(folder, 300_000));
        for (int t = 0; t < THREADS; t++) {
            String prefix = life + "-" + t + "-";
            new Thread(() -> {
                        for (int i = 0; ; i++) {
                            String name = prefix + i;
                            long sequence = journal.append(Samples.record(name)).sequence();
                            synchronized (CrashingWriter.class) {
                                System.out.println(name + " " + sequence);
                                System.out.flush();
                            }
                        }
                    })
                    .start();
        }
    }
}
