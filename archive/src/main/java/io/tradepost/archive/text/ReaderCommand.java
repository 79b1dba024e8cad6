package io.tradepost.archive.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the reading program is started: with little priority, bounded memory, no environment, and a folder for its files. */
class ReaderCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderCommand.class);
    private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

    private final Path programs;
    private final Path scratch;

    /**
     * @param programs folder of its libraries
     * @param scratch  folder for its files, emptied between runs; for one process alone
     */
    ReaderCommand(Path programs, Path scratch) {
        this.programs = programs;
        this.scratch = scratch;
    }

    /** Starts it. */
    Process start(int megabytes) throws IOException {
        if (!Files.isDirectory(programs)) {
            throw new IOException(programs + " is not there");
        }
        tidy();
        Files.createDirectories(scratch);
        Path noHosts = Files.write(scratch.resolve("hosts"), new byte[0]);
        List<String> command = new ArrayList<>();
        NICE.stream().filter(Files::isExecutable).findFirst().ifPresent(nice -> {
            // nice becomes the program that it starts, so that killing the one kills the other.
            command.addAll(List.of(nice.toString(), "-n", "15"));
        });
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Xss2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:ErrorFile=" + scratch.resolve("crash"),
                "-Xlog:disable",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + scratch,
                "-Djdk.net.hosts.file=" + noHosts,
                "-Djdk.xml.entityExpansionLimit=2500",
                "-cp"));
        command.addAll(program());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8");
        return builder.start();
    }

    /** Class path and main class. */
    List<String> program() {
        return List.of(programs.resolve("*").toString(), "io.tradepost.extract.program.Main");
    }

    /** Removes what a process left behind: pieces of what it was reading. */
    void tidy() {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (Stream<Path> left = Files.walk(scratch)) {
            for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what the reading program left in {} can't be removed", scratch, e);
        }
    }
}
