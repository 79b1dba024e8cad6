package io.tradepost.bench.mailbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server's processes hold in memory, its own and those it started (proc(5)).
 *
 * @param resident KiB now, where pages that several share count once
 * @param highest  KiB that each has had at most, added up
 */
record Memory(long resident, long highest) {
    /** Now. A process that ended meanwhile counts for nothing. */
    static Memory of(long pid) {
        List<Long> pids = ProcessHandle.of(pid).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .map(ProcessHandle::pid)
                .toList();
        return new Memory(
                pids.stream().mapToLong(one -> kib(one, "smaps_rollup", "Pss:")).sum(),
                pids.stream().mapToLong(one -> kib(one, "status", "VmHWM:")).sum());
    }

    private static long kib(long pid, String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
