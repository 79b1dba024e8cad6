package io.tradepost.archive;

import java.util.List;

/**
 * The SMTP envelope, which is evidence of its own (law L5): it names every recipient, blind copies too.
 *
 * @param from the reverse path without brackets; empty for the null sender of a bounce (RFC 5321 section 4.5.5)
 * @param to   every forward path, in the order given, as given
 */
public record Envelope(String from, List<String> to) {
    public Envelope {
        to = List.copyOf(to);
    }
}
