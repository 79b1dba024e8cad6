package io.tradepost.trade;

import java.util.List;
import java.util.Set;

/**
 * What the matcher may know of a message. Addresses are addr-specs; a display name around one ({@code Name <a@b>}) is
 * dropped, never believed. The order of lists has no influence on the answer.
 *
 * @param from         the author's address; empty if there is none
 * @param replyTo      addresses of Reply-To
 * @param to           addresses of To
 * @param cc           addresses of Cc
 * @param envelopeTo   every recipient of the envelope, Bcc too
 * @param envelopeFrom the envelope's sender; empty for a bounce
 * @param fromUs       sent by our own staff, established by authentication and never by the From header alone
 * @param ownDomains   the company's domains
 * @param subject      decoded
 * @param text         decoded plain text, quoted parts included; any length (only the first part of a huge one is read)
 * @param fileNames    attachments' names, decoded
 * @param thread       links of the messages named in References and In-Reply-To
 */
public record MailFacts(
        String from,
        List<String> replyTo,
        List<String> to,
        List<String> cc,
        List<String> envelopeTo,
        String envelopeFrom,
        boolean fromUs,
        Set<String> ownDomains,
        String subject,
        String text,
        List<String> fileNames,
        List<PriorLink> thread) {

    public MailFacts {
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        envelopeTo = List.copyOf(envelopeTo);
        ownDomains = Set.copyOf(ownDomains);
        fileNames = List.copyOf(fileNames);
        thread = List.copyOf(thread);
    }
}
