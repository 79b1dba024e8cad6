package io.tradepost.extract.wire;

import java.util.Set;

/**
 * What could be read of a document.
 *
 * @param id     of the question
 * @param type   MIME type as found by looking into it; empty if not known
 * @param text   what could be read, possibly nothing
 * @param unread why that may not be all; empty if it is
 */
public record Answer(long id, String type, String text, Set<Unread> unread) {
    public Answer {
        unread = Set.copyOf(unread);
    }
}
