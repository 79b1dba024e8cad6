package io.tradepost.domain.account;

import java.util.Set;

/**
 * Local parts that no person gets. They may be groups: {@code postmaster} and {@code abuse} must even exist and be read by
 * somebody.
 */
final class ReservedNames {
    private static final Set<String> NAMES = Set.of(
            // RFC 2142: names for business, network operations, support of single services.
            "info",
            "marketing",
            "sales",
            "support",
            "abuse",
            "noc",
            "security",
            "postmaster",
            "hostmaster",
            "usenet",
            "news",
            "webmaster",
            "www",
            "uucp",
            "ftp",
            "list",
            "list-request",
            // A certificate authority takes mail to these as proof of owning the domain (CA/B Forum baseline
            // requirements, section 3.2.2.4.4).
            "admin",
            "administrator",
            "ssladmin",
            "ssladministrator",
            "sslwebmaster",
            // Machines' own.
            "root",
            "system",
            "daemon",
            "mailer-daemon",
            "nobody",
            "noreply",
            "no-reply",
            "bounce",
            "bounces",
            "spam",
            "autoconfig",
            "autodiscover",
            "mta-sts",
            "dmarc",
            "tls-report",
            "tlsrpt",
            "tradepost",
            // Sounding like everybody.
            "all",
            "everyone",
            "staff",
            "it");

    private ReservedNames() {}

    static boolean contains(String localPart) {
        return NAMES.contains(localPart);
    }
}
