package io.tradepost.domain.dns.spf;

import java.net.InetAddress;

/**
 * A message about to be sent, as SPF sees it.
 *
 * @param client the address that connects
 * @param helo the name it gives itself
 * @param mailFrom the envelope's sender; empty for the null reverse-path, for which {@code postmaster@helo} stands (RFC 7208
 *     section 2.4)
 */
public record SpfQuestion(InetAddress client, String helo, String mailFrom) {
    /** The check of the HELO name itself (section 2.3). */
    public static SpfQuestion ofHelo(InetAddress client, String helo) {
        return new SpfQuestion(client, helo, "");
    }

    String localPart() {
        int at = mailFrom.lastIndexOf('@');
        // Section 4.3: no local part means postmaster.
        return at <= 0 ? "postmaster" : mailFrom.substring(0, at);
    }

    String domain() {
        return mailFrom.isEmpty() ? helo : mailFrom.substring(mailFrom.lastIndexOf('@') + 1);
    }
}
