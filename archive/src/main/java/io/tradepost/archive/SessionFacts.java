package io.tradepost.archive;

import java.util.Map;

/**
 * What was known of the session that brought a message. Every field is empty when it is not known (an import has no
 * client address).
 *
 * @param remoteAddress client IP address, textual
 * @param helo          the name given in EHLO or HELO
 * @param tls           protocol and cipher, such as {@code TLSv1.3 TLS_AES_256_GCM_SHA384}
 * @param authUser      the account that signed in
 * @param queueId       the mail's name in the queue
 * @param source        {@code smtp} for mail that was captured in flow, {@code import} for mail brought in later
 * @param more          further facts by name: {@code import.file}, {@code import.operator} …
 */
public record SessionFacts(
        String remoteAddress,
        String helo,
        String tls,
        String authUser,
        String queueId,
        String source,
        Map<String, String> more) {
    public SessionFacts {
        more = Map.copyOf(more);
    }
}
