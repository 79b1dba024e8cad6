package io.tradepost.server.james.imap;

import java.util.Optional;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MessageRange;

/**
 * What a client names by UID. A UID that means nothing is no error (RFC 9051 section 6.4.9), in an empty mailbox as
 * little as elsewhere; James answers BAD there.
 */
final class NamedUids {
    private NamedUids() {}

    /**
     * The messages that are meant.
     *
     * @param found what James makes of it; empty when the session knows of no message
     */
    static Optional<MessageRange> range(Optional<MessageRange> found, IdRange named, boolean byUid) {
        return found.isPresent() || !byUid
                ? found
                : Optional.of(MessageRange.range(MessageUid.of(named.getLowVal()), MessageUid.of(named.getHighVal())));
    }
}
