package io.tradepost.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * How a check is to be run.
 *
 * @param resume  whether to go on from where an earlier check was interrupted
 * @param against folders of second places to compare with, besides those that are configured
 */
public record VerifyRequest(boolean resume, List<Path> against) {
    public VerifyRequest {
        against = List.copyOf(against);
    }

    /** From the start, with the configured second places. */
    public static VerifyRequest whole() {
        return new VerifyRequest(false, List.of());
    }
}
