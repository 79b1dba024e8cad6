package io.tradepost.archive;

import java.time.Instant;
import java.util.List;

/**
 * An archived message as people and programs see it; the field names are those of the REST API.
 *
 * @param from          display form of the From header, decoded; empty if there is none
 * @param to            of the To header, decoded, one entry per mailbox
 * @param cc            of the Cc header
 * @param subject       decoded; empty if there is none
 * @param messageId     Message-ID header with its brackets; empty if there is none
 * @param size          bytes of the content
 * @param sha256        lower-case hexadecimal
 * @param account       company accounts concerned
 * @param links         the newest decision
 * @param snippet       first text, or the place that the query matched, at most 200 characters
 * @param unsearchable  what could not be read for search, and why; empty if all could
 */
public record ArchivedMessage(
        MessageId id,
        Instant receivedAt,
        Direction direction,
        Envelope envelope,
        String from,
        List<String> to,
        List<String> cc,
        String subject,
        String messageId,
        long size,
        String sha256,
        List<String> account,
        List<Attachment> attachments,
        List<Link> links,
        String snippet,
        SessionFacts session,
        List<String> unsearchable) {
    /**
     * A part with a file name or a disposition of attachment.
     *
     * @param name       decoded file name; empty if none
     * @param type       MIME type, lower case
     * @param size       decoded bytes
     * @param sha256     of the decoded bytes, lower-case hexadecimal
     * @param searchable whether its text can be searched
     * @param reasons    why not, or not all of it: {@code encrypted}, {@code broken}, {@code too-large}, {@code unsupported},
     *                   {@code timed-out}, {@code out-of-memory}, {@code crashed}, {@code no-text}, {@code off}
     */
    public record Attachment(
            String name, String type, long size, String sha256, Searchable searchable, List<String> reasons) {}
}
