package io.tradepost.server.james.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail that is not delivered yet. Only its envelope and what is noted on it; its content is read in the archive.
 *
 * @param name       its name in the queue, by which it is known in the log and to the archive
 * @param receivedAt when it was accepted
 * @param nextTry    when it is tried next, where that is known
 * @param tries      how often it has been tried without success
 * @param from       envelope sender; empty for a report
 * @param to         recipients that are still to be served
 * @param size       bytes
 * @param step       the step of the pipeline in which it goes on
 * @param reason     why it is not delivered; empty if nothing is known against it
 * @param archiveId  the archive's name of it, once it is archived
 */
public record QueuedMail(
        QueuePlace place,
        String name,
        Instant receivedAt,
        Optional<Instant> nextTry,
        int tries,
        String from,
        List<String> to,
        long size,
        String step,
        String reason,
        Optional<String> archiveId) {
    public QueuedMail {
        to = List.copyOf(to);
    }
}
