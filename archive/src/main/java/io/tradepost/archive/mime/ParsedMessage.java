package io.tradepost.archive.mime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What could be read of a message. Strings are decoded, in Unicode form C, and free of NUL and lone surrogates.
 *
 * @param subject      empty if there is none
 * @param from         mailboxes of the From header
 * @param to           of To
 * @param cc           of Cc
 * @param bcc          of a Bcc header, which a sender's own copy may carry
 * @param replyTo      of Reply-To
 * @param sender       of Sender
 * @param messageId    with brackets; empty if there is none
 * @param references   message ids of the References header, with brackets, oldest first
 * @param inReplyTo    message ids of the In-Reply-To header
 * @param date         of the Date header, when it can be understood
 * @param text         text of the body: plain text, else HTML as text; nested mail included
 * @param alternativeText HTML as text where the same body also came as plain text
 * @param attachments  parts with a file name or a disposition of attachment
 * @param attachmentText text of attachments that are themselves text
 * @param documents    parts whose text another program must read, in order
 * @param hasLink      whether the body holds an http or https address
 * @param unsearchable what could not be read for search, and why
 * @param defects      what was malformed
 */
public record ParsedMessage(
        String subject,
        List<MailAddress> from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo,
        List<MailAddress> sender,
        String messageId,
        List<String> references,
        List<String> inReplyTo,
        Optional<Instant> date,
        String text,
        String alternativeText,
        List<AttachedFile> attachments,
        String attachmentText,
        List<Document> documents,
        boolean hasLink,
        List<String> unsearchable,
        List<String> defects) {
    /**
     * A part with a file name or a disposition of attachment.
     *
     * @param name   decoded file name; empty if none
     * @param type   MIME type, lower case
     * @param size   decoded bytes
     * @param sha256 of the decoded bytes, lower-case hexadecimal
     */
    public record AttachedFile(String name, String type, long size, String sha256) {}

    /**
     * A part in a format that holds text, such as PDF.
     *
     * @param name        decoded file name; empty if none
     * @param type        MIME type as the mail says, lower case
     * @param fingerprint of its decoded bytes
     */
    public record Document(String name, String type, Fingerprint fingerprint) {}
}
