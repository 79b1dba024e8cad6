package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time of a process, from {@code /proc/PID/stat} (proc_pid_stat(5)). */
public final class CpuTime {
    /** The kernel counts in hundredths of a second on every platform that Java runs on (USER_HZ, time(7)). */
    private static final long MILLIS_PER_TICK = 10;
    /** Places of utime and stime behind the command name, which itself may hold blanks and brackets. */
    private static final int UTIME = 11;

    private CpuTime() {}

    /** Milliseconds in user and kernel mode that all threads of this process have had so far. */
    public static long millis(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return (Long.parseLong(fields.get(UTIME)) + Long.parseLong(fields.get(UTIME + 1))) * MILLIS_PER_TICK;
        } catch (IOException e) {
            throw new BenchException("the processor time of " + pid + " can't be read", e);
        }
    }
}
