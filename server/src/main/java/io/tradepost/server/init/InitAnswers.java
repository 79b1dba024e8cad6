package io.tradepost.server.init;

import io.tradepost.server.config.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a new configuration must know.
 *
 * @param domains  at least one, as typed
 * @param database empty for the embedded one
 * @param tls      empty for a self-signed certificate
 */
public record InitAnswers(
        List<String> domains,
        String company,
        String hostname,
        Optional<Database> database,
        Ports ports,
        Optional<Tls> tls) {
    public InitAnswers {
        domains = List.copyOf(domains);
    }

    /**
     * A MariaDB.
     *
     * @param password     written to a file of its own, never into the configuration
     * @param passwordFile a file that holds it already
     */
    public record Database(String url, String user, Optional<Secret> password, Optional<Path> passwordFile) {}

    /** The doors. */
    public record Ports(int smtp, int submission, int submissions, int imap, int imaps, int http) {
        /** What mail clients and other servers expect. */
        public static final Ports STANDARD = new Ports(25, 587, 465, 143, 993, 8025);
    }

    /** PEM files. */
    public record Tls(Path certificate, Path privateKey) {}
}
