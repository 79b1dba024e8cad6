package io.tradepost.archive.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

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
                            int number = i;
                            List<NewRecord> commit = IntStream.range(0, 1 + i % 3)
                                    .mapToObj(k -> Samples.record(prefix + number + "." + k))
                                    .toList();
                            List<Journal.Appended> appended = journal.appendAll(commit);
                            synchronized (CrashingWriter.class) {
                                for (int k = 0; k < commit.size(); k++) {
                                    System.out.println(prefix + i + "." + k + " "
                                            + appended.get(k).sequence());
                                }
                                System.out.flush();
                            }
                        }
                    })
                    .start();
        }
    }
}
