package io.tradepost.archive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the text of attachments is read.
 *
 * @param programs        folder with the reading program and its libraries; empty if attachments are not read
 * @param processes       how many documents are read at once, each in a process of its own, 1 to 16
 * @param memoryMegabytes heap of each process, 64 to 8192
 * @param seconds         longest time for one document, 1 to 3600
 * @param maxBytes        larger attachments are not read, 1 KiB to 256 MiB; what one unpacks to may be eight times that
 */
public record ExtractionSettings(
        Optional<Path> programs, int processes, int memoryMegabytes, int seconds, long maxBytes) {
    private static final int DEFAULT_MEGABYTES = 256;
    private static final int DEFAULT_SECONDS = 60;
    private static final long DEFAULT_MAX_BYTES = 64L << 20;

    public ExtractionSettings {
        within("processes", processes, 1, 16);
        within("megabytes of memory", memoryMegabytes, 64, 8192);
        within("seconds", seconds, 1, 3600);
        within("bytes", maxBytes, 1 << 10, 256 << 20);
    }

    /** Attachments are not read. */
    public static ExtractionSettings off() {
        return new ExtractionSettings(Optional.empty(), 1, DEFAULT_MEGABYTES, DEFAULT_SECONDS, DEFAULT_MAX_BYTES);
    }

    /** One process with the usual limits. */
    public static ExtractionSettings with(Path programs) {
        return new ExtractionSettings(Optional.of(programs), 1, DEFAULT_MEGABYTES, DEFAULT_SECONDS, DEFAULT_MAX_BYTES);
    }

    /** Whether attachments are read. */
    public boolean enabled() {
        return programs.isPresent();
    }

    private static void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
        }
    }
}
