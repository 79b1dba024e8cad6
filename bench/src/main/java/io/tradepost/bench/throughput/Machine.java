package io.tradepost.bench.throughput;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a number must be read with: the machine that it comes from. */
public final class Machine {
    private Machine() {}

    /** A few lines about this machine, and how busy others keep it. */
    public static List<String> describe(Path work) {
        try (Stream<String> cpu = Files.lines(Path.of("/proc/cpuinfo"));
                Stream<String> memory = Files.lines(Path.of("/proc/meminfo"))) {
            String model = cpu.filter(line -> line.startsWith("model name"))
                    .map(Machine::value)
                    .findFirst()
                    .orElse("of unknown model");
            String total = memory.filter(line -> line.startsWith("MemTotal"))
                    .map(Machine::value)
                    .findFirst()
                    .orElse("unknown");
            FileStore store = Files.getFileStore(work);
            return List.of(
                    "processors  " + Runtime.getRuntime().availableProcessors() + ", " + model + "; memory " + total,
                    "Java        " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                    "system      " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                            + ", files on "
                            + store.type() + "; load average "
                            + Files.readString(Path.of("/proc/loadavg")).strip());
        } catch (IOException e) {
            throw new BenchException("the machine can't be described", e);
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
