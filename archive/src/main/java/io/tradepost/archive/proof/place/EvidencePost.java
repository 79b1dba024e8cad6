package io.tradepost.archive.proof.place;

/** Sends a message to the outside; whoever runs a mail server implements it over its own way out. */
public interface EvidencePost {
    /**
     * Takes a message over for sending. A temporary {@link io.tradepost.archive.ArchiveException} when it can't now.
     *
     * @param recipient mail address
     * @param message   RFC 5322, with CRLF
     */
    void send(String recipient, byte[] message);
}
