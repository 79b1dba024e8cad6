package io.tradepost.archive.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox elsewhere that mail is fetched from over IMAP (RFC 9051, RFC 3501).
 *
 * @param host     name of the server, which its certificate must carry
 * @param port     1 to 65535
 * @param security how the connection is protected
 * @param user     who signs in
 * @param password never shown and never kept
 * @param folders  names of the folders to fetch; all of them if none is named
 * @param trusted  a PEM file with the certificate to trust, where the server's own is signed by nobody known
 */
public record ImapAccount(
        String host,
        int port,
        Security security,
        String user,
        Secret password,
        List<String> folders,
        Optional<Path> trusted) {
    /** How a connection is protected. */
    public enum Security {
        /** TLS from the first byte, RFC 8314. */
        TLS,
        /** TLS begun by STARTTLS; without it nothing is said. */
        STARTTLS,
        /** In the clear, for a server on this machine only. */
        NONE
    }

    /**
     * A password.
     *
     * @param value itself
     */
    public record Secret(String value) {
        /** Tells nothing. */
        @Override
        public String toString() {
            return "…";
        }
    }

    public ImapAccount {
        folders = List.copyOf(folders);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /** What it is called in records and reports. */
    String name() {
        return "imap://" + user + "@" + host + ":" + port;
    }
}
