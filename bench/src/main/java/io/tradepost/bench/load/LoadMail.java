package io.tradepost.bench.load;

import java.util.List;

/**
 * One message to send.
 *
 * @param token      stands in its Message-ID, subject and body, and nowhere else
 * @param from       reverse path
 * @param recipients forward paths
 * @param content    what DATA carries, CRLF at each line's end, before dot-stuffing
 * @param sha256     of the content, lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are sent on, never compared or changed.
public record LoadMail(String token, String from, List<String> recipients, byte[] content, String sha256) {
    public LoadMail {
        recipients = List.copyOf(recipients);
    }

    /** The Message-ID header's value without brackets. */
    public String messageId() {
        return messageId(token);
    }

    static String messageId(String token) {
        return token + "@load.example";
    }

    /** Lets go of the bytes, which a long run can't hold. */
    LoadMail withoutContent() {
        return new LoadMail(token, from, recipients, new byte[0], sha256);
    }
}
